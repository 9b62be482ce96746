#include "commands.h"

#include "catalogcommand.h"
#include "completioncommand.h"
#include "devcommand.h"
#include "doctorcommand.h"
#include "execcommand.h"
#include "exportcommand.h"
#include "importcommand.h"
#include "infocommand.h"
#include "initcommand.h"
#include "installcommand.h"
#include "listcommand.h"
#include "logincommand.h"
#include "logoutcommand.h"
#include "logscommand.h"
#include "removecommand.h"
#include "restartcommand.h"
#include "rollbackcommand.h"
#include "sharecommand.h"
#include "switchcommand.h"
#include "updatecommand.h"
#include "validatecommand.h"
#include "versioncommand.h"

namespace pierhead::cli {

Commands makeCommands()
{
    Commands commands;
    commands.push_back(std::make_unique<InstallCommand>());
    commands.push_back(std::make_unique<ImportCommand>());
    commands.push_back(std::make_unique<ListCommand>());
    commands.push_back(std::make_unique<RemoveCommand>());
    commands.push_back(std::make_unique<UpdateCommand>());
    commands.push_back(std::make_unique<RollbackCommand>());
    commands.push_back(std::make_unique<InfoCommand>());
    commands.push_back(std::make_unique<LogsCommand>());
    commands.push_back(std::make_unique<ExecCommand>());
    commands.push_back(std::make_unique<RestartCommand>());
    commands.push_back(std::make_unique<ExportCommand>());
    commands.push_back(std::make_unique<CatalogCommand>());
    commands.push_back(std::make_unique<InitCommand>());
    commands.push_back(std::make_unique<ValidateCommand>());
    commands.push_back(std::make_unique<ShareCommand>());
    commands.push_back(std::make_unique<DoctorCommand>());
    commands.push_back(std::make_unique<DevCommand>());
    commands.push_back(std::make_unique<SwitchCommand>(SwitchCommand::To::On));
    commands.push_back(std::make_unique<SwitchCommand>(SwitchCommand::To::Off));
    commands.push_back(std::make_unique<LoginCommand>());
    commands.push_back(std::make_unique<LogoutCommand>());
    commands.push_back(std::make_unique<CompletionCommand>());
    commands.push_back(std::make_unique<VersionCommand>());
    return commands;
}

} // namespace pierhead::cli
