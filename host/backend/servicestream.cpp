#include "servicestream.h"

namespace pierhead::backend {

Task<Result<std::unique_ptr<ServiceStream>>> ServiceStream::open(BackendSession session,
                                                                 QString socket,
                                                                 engine::HttpRequest request,
                                                                 StopToken stop)
{
    PIERHEAD_CO_TRY(http, engine::HttpExchange::begin(request));
    PIERHEAD_CO_TRY(relay, co_await session.connectSocket(socket, stop));
    co_return std::unique_ptr<ServiceStream>(new ServiceStream(std::move(relay), std::move(http)));
}

ServiceStream::ServiceStream(std::unique_ptr<RelayStream> relay, engine::HttpExchange http)
    : m_relay(std::move(relay))
    , m_http(std::move(http))
{
    const auto takeEnd = [this] {
        if (!m_isOver) {
            take(m_http.takeLastPiece());
        }
    };
    connect(m_relay.get(), &RelayStream::received, this, [this](const QByteArray &bytes) {
        if (m_isOver) {
            return;
        }
        const Result<engine::HttpPiece> piece = m_http.takePiece(bytes);
        // Of what is no body, nobody else knows.
        const qsizetype body = piece ? piece->body.size() : 0;
        m_relay->acknowledge(qMax<qsizetype>(0, bytes.size() - body));
        take(piece);
    });
    connect(m_relay.get(), &RelayStream::readFinished, this, takeEnd);
    connect(m_relay.get(), &RelayStream::closed, this, takeEnd);
    connect(m_relay.get(), &RelayStream::failed, this, &ServiceStream::fail);
    m_relay->write(m_http.requestText());
}

ServiceStream::~ServiceStream() = default;

void ServiceStream::acknowledge(qint64 bytes)
{
    m_relay->acknowledge(bytes);
}

void ServiceStream::take(const Result<engine::HttpPiece> &piece)
{
    if (!piece) {
        fail(piece.error());
        return;
    }
    m_isOver = piece->isLast;
    if (piece->head) {
        Q_EMIT headArrived(*piece->head);
    }
    if (!piece->body.isEmpty()) {
        Q_EMIT received(piece->body);
    }
    if (piece->isLast) {
        Q_EMIT finished();
    }
}

void ServiceStream::fail(const Error &reason)
{
    if (!std::exchange(m_isOver, true)) {
        Q_EMIT failed(reason);
    }
}

} // namespace pierhead::backend
