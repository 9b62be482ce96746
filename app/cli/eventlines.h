#pragma once

#include <host/extensions/installevent.h>

#include <optional>

namespace pierhead::cli {

/// The line that the docker extension commands print for a step of an install or a removal, or
/// nothing for steps that have none. For a transfer (see isTransfer) it is the line to begin with.
[[nodiscard]] std::optional<QString> lineFor(const extensions::InstallEvent &event);

/// Whether the step is a pull, load or build, which is told in many events.
[[nodiscard]] bool isTransfer(extensions::InstallEvent::Step step);

} // namespace pierhead::cli
