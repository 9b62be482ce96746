#include "commands.h"

#include "versioncommand.h"

namespace pierhead::cli {

Commands makeCommands()
{
    Commands commands;
    commands.push_back(std::make_unique<VersionCommand>());
    return commands;
}

} // namespace pierhead::cli
