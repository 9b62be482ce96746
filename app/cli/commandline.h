#pragma once

#include "command.h"
#include "globaloptions.h"

#include <memory>
#include <vector>

namespace pierhead::cli {

using Commands = std::vector<std::unique_ptr<Command>>;

/// The command of that name or alias, or null.
[[nodiscard]] Command *findCommand(const Commands &commands, const QString &name);

/// What one call of the program asks for.
struct Invocation
{
    enum class Action {
        Run,
        ShowHelp, ///< the command's, or without a command the program's
    };

    Action action = Action::Run;
    Command *command = nullptr;
    QString program; ///< as its user calls it: "docker extension" or "docker-extension"
};

/// Finds the command and fills its parameters and the global options. InvalidArgument: message says
/// what is wrong, detail what to try instead.
[[nodiscard]] Result<Invocation>
parseCommandLine(const QStringList &arguments, const Commands &commands, GlobalOptions &globals);

} // namespace pierhead::cli
