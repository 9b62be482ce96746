#pragma once

#include "backendsession.h"

#include <host/engine/httpexchange.h>

namespace pierhead::backend {

/// An HTTP request to the service behind a unix socket of the container, whose response is taken
/// as it comes: server-sent events, chunks, downloads. Reading is paced: what was received has to
/// be acknowledged. Destroying it disconnects.
class ServiceStream final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceStream)

public:
    /// Errors as requestService(), for what goes wrong before the request is sent.
    [[nodiscard]] static Task<Result<std::unique_ptr<ServiceStream>>>
    open(BackendSession session, QString socket, engine::HttpRequest request, StopToken stop);

    ~ServiceStream() override;

    void acknowledge(qint64 bytes);

Q_SIGNALS:
    /// Before any received(); without a body.
    void headArrived(const pierhead::engine::HttpResponse &head);
    void received(const QByteArray &bytes);
    /// Either this or failed() is the last signal.
    void finished();
    void failed(const pierhead::Error &reason);

private:
    ServiceStream(std::unique_ptr<RelayStream> relay, engine::HttpExchange http);
    void take(const Result<engine::HttpPiece> &piece);
    void fail(const Error &reason);

    std::unique_ptr<RelayStream> m_relay;
    engine::HttpExchange m_http;
    bool m_isOver = false;
};

} // namespace pierhead::backend
