#pragma once

#include "engineaddress.h"

#include <host/base/async.h>
#include <host/base/paths.h>

#include <QProcess>

#include <memory>

namespace pierhead::engine {

/// `podman system service` on a private socket, for machines where no engine answers. It is in a
/// process group of its own, dies with this object, and by the kernel's parent-death signal with
/// Pierhead itself; containers go on without it.
class EmbeddedEngine final
{
public:
    /// Starts it and waits until it answers. NotFound where Podman is not installed; ProcessFailed
    /// with Podman's own words.
    [[nodiscard]] static Task<Result<std::unique_ptr<EmbeddedEngine>>> start(Paths paths,
                                                                             StopToken stop = {});

    ~EmbeddedEngine();
    Q_DISABLE_COPY_MOVE(EmbeddedEngine)

    [[nodiscard]] EngineAddress address() const;

private:
    explicit EmbeddedEngine(QString socket);

    QString m_socket;
    QProcess m_process;
};

} // namespace pierhead::engine
