#pragma once

#include "engineaddress.h"

#include <host/base/async.h>
#include <host/base/paths.h>

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace pierhead::engine {

/// `podman system service` on a private socket, for machines where no engine answers. It is in a
/// process group of its own, dies with this object, and by the kernel's parent-death signal with
/// the thread that started it: start it on the main thread. Containers go on without it. Several
/// may run at once, in one program or in many: each has its own socket, and Podman's storage, where
/// the containers are, is common to all of them.
///
/// Where Podman's defaults cannot work on this machine and nobody wrote settings for it (see
/// podmansettings.h), it is given a private containers.conf.
class EmbeddedEngine final
{
public:
    /// Starts it and waits until it answers. NotFound where Podman is not installed; ProcessFailed
    /// with Podman's own words as detail; Timeout where it runs and does not answer.
    [[nodiscard]] static Task<Result<std::unique_ptr<EmbeddedEngine>>> start(Paths paths,
                                                                             StopToken stop = {});

    ~EmbeddedEngine();
    Q_DISABLE_COPY_MOVE(EmbeddedEngine)

    [[nodiscard]] EngineAddress address() const;

private:
    /// Its folder holds the socket and the settings.
    explicit EmbeddedEngine(std::unique_ptr<QTemporaryDir> folder);
    [[nodiscard]] Result<> launch();
    [[nodiscard]] Error ended() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_words; ///< the last that Podman wrote
    QProcess m_process;
};

} // namespace pierhead::engine
