#pragma once

#include "command.h"
#include "commandline.h"

#include <functional>

namespace pierhead::cli {

/// What the docker program's completion asks a plug-in with, and our own scripts: `__complete`, the
/// words of the line behind the program's name, and the word that is being written, perhaps empty.
inline constexpr auto completeArgument = "__complete";

/// The answer to it: a candidate a line, with a tab and its description where it has one, and at
/// the end ":4", or ":0" where files fit too. `extensions` gives the names of what is installed.
[[nodiscard]] QString completionOf(const QStringList &words,
                                   const Commands &commands,
                                   const Parameters &globals,
                                   const std::function<QStringList()> &extensions);

} // namespace pierhead::cli
