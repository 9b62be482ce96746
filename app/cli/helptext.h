#pragma once

#include "commandline.h"

namespace pierhead::cli {

/// The program's help: usage, commands, global options, exit codes.
[[nodiscard]] QString
programHelp(const QString &program, const Commands &commands, const Parameters &globals);

/// One command's help.
[[nodiscard]] QString
commandHelp(const QString &program, Command &command, const Parameters &globals);

} // namespace pierhead::cli
