#pragma once

#include "terminal.h"

#include <host/base/json.h>
#include <host/doctor/doctor.h>

namespace pierhead::cli {

/// Prints what was found, for people.
void printReport(Terminal &terminal, const doctor::Report &report);

/// The same as the object that `doctor --format json` prints.
[[nodiscard]] nlohmann::json reportObject(const doctor::Report &report);

} // namespace pierhead::cli
