#pragma once

#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::backend {

/// What `host.docker.internal` is to resolve to in a container of the network, as an extra host
/// takes it. Docker has a word of its own for it; Podman 4 writes that word into /etc/hosts as it
/// is, so there the network's gateway stands in, which is the host unless Podman is rootless. Empty
/// where it cannot be told: a backend can do without.
[[nodiscard]] Task<QString>
hostAddressFor(engine::EngineClient client, QString network, StopToken stop);

} // namespace pierhead::backend
