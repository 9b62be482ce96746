#pragma once

#include "fakeengine.h"

#include <QStringList>

#include <optional>

namespace pierhead::test {

/// FakeEngine with as much behind it as installs need: images (local ones, and ones to pull),
/// containers and networks that come and go. One request can be made to fail.
class SimulatedEngine final : public QObject
{
    Q_OBJECT

public:
    struct Image
    {
        QString id;
        QMap<QString, QString> labels;
        QMap<QString, QByteArray> files; ///< path without leading slash to content
        QString architecture = QStringLiteral("amd64");
        QStringList digests = {}; ///< RepoDigests; what was pulled has one
    };

    /// Nothing: the usual answer.
    using Fault = std::function<std::optional<FakeReply>()>;

    SimulatedEngine();

    [[nodiscard]] engine::EngineAddress address() const { return m_wire.address(); }

    /// The image is on the engine.
    void addImage(const QString &reference, const Image &image);
    /// The image can be pulled, and another one of the name cannot any more.
    void offerImage(const QString &reference, const Image &image);

    /// It cannot any more.
    void withdrawImage(const QString &reference) { m_registry.remove(reference); }

    /// What others do to the engine, not Pierhead: a container by its name, an image by its id.
    void removeContainer(const QString &name);
    void changeImage(const QString &container, const QString &imageId);
    void removeImage(const QString &imageId);
    /// Its program ended by itself, or by a signal: 143.
    void endContainer(const QString &name, int exitCode);

    /// Of the engine's machine, amd64 at first.
    void changeArchitecture(const QString &architecture) { m_architecture = architecture; }

    /// The engine is gone.
    void stop() { m_wire.stop(); }

    /// It is back, with all that it had.
    void start() { m_wire.start(); }

    /// What there is, one a line: "image a:1 sha256:…", "container name image running", "network
    /// x".
    [[nodiscard]] QStringList state() const;
    /// The requests so far, "POST /containers/create".
    [[nodiscard]] QStringList requests() const;

    /// What the request of this number, counted from now on and from 0, gets in place of an answer.
    void failRequest(qsizetype number, const Fault &fault);

private:
    struct Container
    {
        QString name;
        QString imageId;
        QString imageName;
        QMap<QString, QString> labels;
        bool isRunning = false;
        std::optional<int> exitCode = {}; ///< once it has ended

        [[nodiscard]] const char *state() const
        {
            return isRunning ? "running" : exitCode ? "exited" : "created";
        }
    };

    struct Network
    {
        QString name;
        QMap<QString, QString> labels;
    };

    void on(const QByteArray &route, const FakeEngine::Handler &handler);
    void routeImage(const QString &reference);
    void routeContainer(const QString &id);
    [[nodiscard]] FakeReply createContainer(const FakeRequest &request);
    [[nodiscard]] FakeReply createNetwork(const FakeRequest &request);
    [[nodiscard]] FakeReply listContainers(const FakeRequest &request) const;
    [[nodiscard]] FakeReply listNetworks(const FakeRequest &request) const;
    [[nodiscard]] FakeReply pull(const FakeRequest &request);
    [[nodiscard]] FakeReply archive(const QString &container, const FakeRequest &request) const;

    FakeEngine m_wire;
    QMap<QString, Image> m_images;   ///< by id
    QMap<QString, QString> m_names;  ///< reference or id to id
    QMap<QString, Image> m_registry; ///< by reference
    QMap<QString, Container> m_containers;
    QMap<QString, Network> m_networks;
    QString m_architecture = QStringLiteral("amd64");
    int m_lastId = 0;
    qsizetype m_untilFault = -1;
    Fault m_fault;
};

} // namespace pierhead::test
