#pragma once

#include "guardedtest.h"
#include "installbench.h"
#include "secondhost.h"

#include <host/engine/engine.h>

#include <QDir>

#include <memory>

namespace pierhead::test {

/// Base of the tests of backends on engines unlike the suite's. PIERHEAD_TEST_OTHER says which:
/// `docker` on another machine, over TLS and over ssh; `podman` there, over ssh; `rootless-docker`
/// and `rootless-podman` on this one; `embedded`, which Pierhead starts for itself. With that one
/// the program itself is in namespaces of its own (see engine-init), for the engine's networks and
/// what watches over its containers would be the machine's.
class EngineKindTest : public GuardedTest
{
public:
    [[nodiscard]] static QString kind();
    /// Whether the engine is on another machine.
    [[nodiscard]] static bool isFar();

    static void beforeApplication();

protected:
    /// Milliseconds that what an engine does may take.
    static constexpr int enginePatience = 60'000;

    /// Podman has somebody wait for a second after each command.
    [[nodiscard]] int graceMilliseconds() const override { return 15'000; }

    void startEngine();
    void endEngine();
    /// Each time it is another one, with the same images and containers.
    void findEmbedded();

    /// A row for each way to the engine: the column "text" has the address.
    void addWays() const;
    [[nodiscard]] static engine::EngineClient clientOf(const QString &text);

    /// Two services, the first of which is that of an image by itself.
    static const QByteArray composeText;
    /// An image with that metadata.json, a compose file, hello.sh and a program that serves.
    void build(const engine::EngineClient &client,
               const QString &reference,
               const QByteArray &metadata,
               const QByteArray &compose = composeText) const;
    [[nodiscard]] InstallBench bench(const QString &text) const;

    /// What a page has of its backend: commands, by an agent, and requests to its socket; and that
    /// no port is opened for that.
    static void compareAnswers(const engine::EngineClient &client,
                               const extensions::ExtensionId &id);

    const QString m_folder = QDir::tempPath() + QStringLiteral("/other");
    std::unique_ptr<SecondHost> m_host;
    std::unique_ptr<OwnEngine> m_rootless;
    std::unique_ptr<engine::Engine> m_embedded;
    QList<QPair<QByteArray, QString>> m_ways; ///< with the engines' addresses

private:
    void startFar(OwnEngine::Product product);
    void startRootless(OwnEngine::Product product);
    void startEmbedded();
    void endEmbedded();
};

} // namespace pierhead::test
