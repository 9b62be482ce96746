#pragma once

#include "ownengine.h"

#include <memory>

namespace pierhead::test {

/// Another machine with an engine: namespaces with an sshd and an engine of their own. The test
/// program is in a network namespace too, so nothing of the real machine is touched.
class SecondHost final
{
public:
    /// Leaves the machine's network; to be called before any thread is started.
    static void leaveNetwork();

    /// `folder` as OwnEngine's. It gets the keys and certificates as well. Podman is found where
    /// Debian's podman-docker has it, by ssh alone: its service has no TLS.
    explicit SecondHost(QString folder, OwnEngine::Product product = OwnEngine::Product::Docker);

    /// Makes and starts it, and has `ssh` find its keys. False, with a warning, where that failed.
    [[nodiscard]] bool start();

    [[nodiscard]] const QString &folder() const { return m_folder; }

    /// From within, by its unix socket.
    [[nodiscard]] engine::EngineAddress localAddress() const { return m_engine->address(); }

    static const QString sshText;
    /// `certificates` is one of the folders that tests/engine/make-second-host makes; "client" is
    /// the right one.
    [[nodiscard]] QString tcpText(const QString &certificates) const;

private:
    QString m_folder;
    OwnEngine::Product m_product;
    std::unique_ptr<OwnEngine> m_engine;
};

} // namespace pierhead::test
