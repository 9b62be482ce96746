#include "commands.h"

#include "completioncommand.h"
#include "execcommand.h"
#include "exportcommand.h"
#include "infocommand.h"
#include "installcommand.h"
#include "listcommand.h"
#include "logscommand.h"
#include "removecommand.h"
#include "restartcommand.h"
#include "updatecommand.h"
#include "validatecommand.h"
#include "versioncommand.h"

namespace pierhead::cli {

Commands makeCommands()
{
    Commands commands;
    commands.push_back(std::make_unique<InstallCommand>());
    commands.push_back(std::make_unique<ListCommand>());
    commands.push_back(std::make_unique<RemoveCommand>());
    commands.push_back(std::make_unique<UpdateCommand>());
    commands.push_back(std::make_unique<InfoCommand>());
    commands.push_back(std::make_unique<LogsCommand>());
    commands.push_back(std::make_unique<ExecCommand>());
    commands.push_back(std::make_unique<RestartCommand>());
    commands.push_back(std::make_unique<ExportCommand>());
    commands.push_back(std::make_unique<ValidateCommand>());
    commands.push_back(std::make_unique<CompletionCommand>());
    commands.push_back(std::make_unique<VersionCommand>());
    return commands;
}

} // namespace pierhead::cli
