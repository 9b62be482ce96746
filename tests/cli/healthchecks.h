#pragma once

#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::test {

/// Sees that the health checks of all containers are made while it lives, until each has a result
/// that counts. Podman has systemd's timers make them, and there is none where the suite's Podman
/// is; Docker makes them itself.
class HealthChecks final
{
    Q_DISABLE_COPY_MOVE(HealthChecks)

public:
    explicit HealthChecks(const engine::EngineClient &client);
    ~HealthChecks();

private:
    StopSource m_stop;
    Task<void> m_checks;
};

} // namespace pierhead::test
