#pragma once

#include "validation.h"

#include <app/pagetrial/pagerun.h>
#include <host/extensions/installedextension.h>

namespace pierhead::cli {

/// The program `pierhead` beside this one, else in PATH. NotFound where it is in neither.
[[nodiscard]] Result<QString> pageProgramFile();

/// Opens the extension's tab without a display: the checks "page", that it loads and is not blank,
/// and "console", that nothing on it is an error; a call of something that does not exist is one.
/// With a `screenshot` its picture is written there. An Error is Cancelled, or the program's own.
[[nodiscard]] Task<Result<ValidationChecks>> tryPage(pagetrial::PageProgram program,
                                                     extensions::InstalledExtension extension,
                                                     QString screenshot,
                                                     StopToken stop);

} // namespace pierhead::cli
