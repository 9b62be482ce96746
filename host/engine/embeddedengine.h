#pragma once

#include "engineaddress.h"
#include "lastingsocket.h"

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
/// the containers are, is common to all of them. Containers mount the socket by a path that stays
/// (see LastingSocket), which leads to one of those of the same runtime folder: to the first, until
/// it ends or another takes the path.
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

    /// Has containers that are started from now on reach this one by the path that stays, whichever
    /// had it: for programs that are not about to end.
    void takeLastingPath() const;

private:
    /// Its folder holds the socket and the settings.
    EmbeddedEngine(std::unique_ptr<QTemporaryDir> folder, LastingSocket lasting);
    [[nodiscard]] Result<> launch();
    [[nodiscard]] Error ended() const;
    [[nodiscard]] QString socket() const;
    void leaveLastingPath() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    LastingSocket m_lasting;
    bool m_hasLastingPath = false;
    QByteArray m_words; ///< the last that Podman wrote
    QProcess m_process;
};

} // namespace pierhead::engine
