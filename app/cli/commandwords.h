#pragma once

#include "parameter.h"

namespace pierhead::cli {

/// The command line taken apart into the command's name and the rest.
struct CommandWords
{
    QString command;     ///< empty where none is named
    QStringList rest;    ///< options before and after the name, and the arguments
    bool help = false;   ///< `help` stood before the command
    bool plugin = false; ///< docker called: the plug-in's name stood before the command
};

/// Finds the command in the arguments (without the program's own name). The docker program calls
/// its plug-ins with everything it was given: `--host X extension ls`, `help extension ls`.
[[nodiscard]] CommandWords splitCommand(const QStringList &arguments, const Parameters &globals);

} // namespace pierhead::cli
