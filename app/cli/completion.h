#pragma once

#include "command.h"
#include "commandline.h"

#include <functional>

namespace pierhead::cli {

/// What the docker program's completion asks a plug-in with, and our own scripts: `__complete`, the
/// words of the line behind the program's name, and the word that is being written, perhaps empty.
inline constexpr auto completeArgument = "__complete";
/// The same for an answer without descriptions: what docker's completion for bash asks with that is
/// older than docker 23.0. It leaves out docker's own word "extension".
inline constexpr auto completePlainArgument = "__completeNoDesc";

enum class Descriptions {
    Shown,
    LeftOut,
};

/// The names that are to be looked for on this machine; none for Nothing and Files.
using NamesOf = std::function<QStringList(Parameter::Values)>;

/// The answer to it: a candidate a line, with a tab and its description where it has one, and at
/// the end ":4", or ":0" where files fit too. Of a word as "--format=ta" the candidates are those
/// for the value alone, as in docker's own answers; the scripts put the option before them.
[[nodiscard]] QString completionOf(const QStringList &words,
                                   const Commands &commands,
                                   const Parameters &globals,
                                   const NamesOf &names,
                                   Descriptions descriptions = Descriptions::Shown);

} // namespace pierhead::cli
