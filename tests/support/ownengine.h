#pragma once

#include <host/base/result.h>
#include <host/engine/engineaddress.h>

#include <QProcess>
#include <QStringList>

namespace pierhead::test {

/// An engine that one test starts, kills and starts again; what it has stays between.
class OwnEngine final
{
public:
    enum class Product {
        Docker,
        Podman, ///< its service
        RootlessDocker,
        RootlessPodman,
    };

    /// What its command has more than usual.
    struct Additions
    {
        QStringList before;    ///< a program that runs the rest, with its own arguments
        QStringList arguments; ///< of the engine
    };

    /// `folder` is an absolute path, short enough for a socket.
    explicit OwnEngine(QString folder, Additions additions = {}, Product product = Product::Docker);
    ~OwnEngine();
    Q_DISABLE_COPY_MOVE(OwnEngine)

    /// Starts it and waits until it answers, with the base image alpine:3.15.
    [[nodiscard]] bool start();
    /// Ends it, as a crash would. With Docker all processes in its containers end as well; those of
    /// Podman go on, for its service is not their parent.
    void kill();
    /// Ends it with all that runs in its containers, and empties what lies in memory on a real
    /// machine: as the loss of its power.
    void cutPower();

    [[nodiscard]] engine::EngineAddress address() const;

    /// Puts the base image alpine:3.15 on an engine, which need not be one of these.
    [[nodiscard]] static bool giveBaseImage(const engine::EngineAddress &address);

private:
    [[nodiscard]] bool isPodman() const;
    [[nodiscard]] bool isRootless() const;
    [[nodiscard]] QString socket() const;
    [[nodiscard]] QString cgroup() const;
    /// What runs the engine: the test's own, and one that gives up being root.
    [[nodiscard]] QStringList before() const;
    [[nodiscard]] QStringList dockerCommand() const;
    [[nodiscard]] QStringList podmanCommand() const;
    [[nodiscard]] QProcessEnvironment environment() const;
    void startNamespaces(const QStringList &command);
    void enterNamespaces(const QStringList &command);
    void removeCgroups() const;

    QString m_folder;
    Additions m_additions;
    Product m_product;
    QProcess m_namespaces; ///< with Docker in it, or with nothing but what Podman leaves there
    QProcess m_podman;
};

} // namespace pierhead::test
