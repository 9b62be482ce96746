#pragma once

#include "fakereply.h"

#include <host/engine/engineaddress.h>

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QLocalServer>
#include <QMap>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <vector>

namespace pierhead::test {

class FakeConnection;

/// What FakeEngine was asked.
struct FakeRequest
{
    QByteArray method;
    QByteArray target;                    ///< path and query, as they came
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;

    [[nodiscard]] QByteArray path() const { return target.split('?').front(); }

    /// The decoded value of a query item, or an empty string.
    [[nodiscard]] QString query(const QString &name) const;
};

/// An engine scripted at the wire, on a real unix socket. It answers each request by the reply set
/// for its method and path; what nothing was set for gets 404, as from an engine. It runs on the
/// test's thread, so the test has to wait with an event loop (test::await, QTRY_*).
class FakeEngine final : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<FakeReply(const FakeRequest &)>;

    /// Listens at `socketPath`, or at a path of its own. GET /version and /_ping are answered like
    /// Docker 20.10 on amd64.
    explicit FakeEngine(QString socketPath = {});
    ~FakeEngine() override;

    [[nodiscard]] engine::EngineAddress address() const;

    /// Sets the reply to `route`, "GET /containers/json": method and path without the query.
    void on(const QByteArray &route, const FakeReply &reply);
    /// The reply to one request to `route`; several are used up in turn, then that of on() counts.
    void once(const QByteArray &route, const FakeReply &reply);
    /// A reply that depends on the request.
    void onRequest(const QByteArray &route, const Handler &handler);

    /// All requests that have come in whole, oldest first.
    [[nodiscard]] const QList<FakeRequest> &requests() const { return m_requests; }

    /// Those to `route`.
    [[nodiscard]] QList<FakeRequest> requestsTo(const QByteArray &route) const;
    /// How many clients are connected.
    [[nodiscard]] qsizetype openConnections() const;

    /// How many have connected since it was made.
    [[nodiscard]] qsizetype acceptedConnections() const
    {
        return static_cast<qsizetype>(m_connections.size());
    }

    /// The engine is gone: all connections break and nothing listens.
    void stop();
    /// It listens again, at the same path.
    void start();
    /// Breaks all connections and goes on listening.
    void breakConnections();
    /// Writes to every connection that is kept open.
    void push(const QByteArray &bytes);

Q_SIGNALS:
    void requested(const pierhead::test::FakeRequest &request);

private:
    friend class FakeConnection;
    [[nodiscard]] FakeReply replyTo(const FakeRequest &request);
    [[nodiscard]] bool answersBeforeUpload(const FakeRequest &request) const;
    void accept();

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_socketPath;
    QLocalServer m_server;
    QHash<QByteArray, Handler> m_handlers;
    QHash<QByteArray, FakeReply> m_replies;
    QHash<QByteArray, QList<FakeReply>> m_once;
    QList<FakeRequest> m_requests;
    std::vector<std::unique_ptr<FakeConnection>> m_connections;
};

} // namespace pierhead::test
