#pragma once

#include "entrymodel.h"

#include <host/engine/enginetypes.h>

namespace pierhead::desktop {

/// "Running", "Running (healthy)", "Exited (137)": without the time that it has been so, which
/// would have to be counted on.
[[nodiscard]] QString containerStateText(const engine::ContainerSummary &container);
/// The same of one that was looked at by itself.
[[nodiscard]] QString containerStateText(const engine::ContainerDetails &container);
[[nodiscard]] QString containerStateTone(const QString &state);
/// "8080→80/tcp, 443/tcp"
[[nodiscard]] QString portsText(const std::vector<engine::PortMapping> &ports);
/// A container's name, or its short id where it has none.
[[nodiscard]] QString containerName(const engine::ContainerSummary &container);
/// The 12 characters by which people know an id.
[[nodiscard]] QString shortId(const QString &id);

/// Name, image, state, ports, created.
[[nodiscard]] std::vector<Entry>
containerEntries(const std::vector<engine::ContainerSummary> &containers);
/// Name, id, size, created, in use; one for each tag. `containers` say what is in use.
[[nodiscard]] std::vector<Entry>
imageEntries(const std::vector<engine::ImageSummary> &images,
             const std::vector<engine::ContainerSummary> &containers);
/// Name, driver, created, mount point.
[[nodiscard]] std::vector<Entry> volumeEntries(const std::vector<engine::VolumeSummary> &volumes);

} // namespace pierhead::desktop
