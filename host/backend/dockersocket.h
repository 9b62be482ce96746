#pragma once

#include <host/engine/engineaddress.h>
#include <host/engine/enginetypes.h>

#include <optional>

namespace pierhead::backend {

/// The engine's socket as a container's bind sees it: on the engine's own host, and by a path that
/// stays.
[[nodiscard]] QString socketOn(const engine::EngineAddress &address);

/// What a bind of `source` has to mount where authors mean the engine's socket by it: that of
/// Docker's usual place, or docker.sock.raw, which Docker Desktop alone has. Nothing where the
/// source is right as it is.
[[nodiscard]] std::optional<QString> socketInPlaceOf(const QString &source,
                                                     const QString &engineSocket);

/// Whether the container runs with a socket that the engine had before its last start; with the
/// container's next start it has the present one.
[[nodiscard]] bool hasFormerSocket(const engine::ContainerDetails &details,
                                   const engine::EngineAddress &address);

} // namespace pierhead::backend
