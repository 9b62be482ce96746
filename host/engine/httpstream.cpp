#include "httpstream.h"

#include "streamconnection.h"

#include <QPointer>

namespace pierhead::engine {

HttpStream::HttpStream(std::shared_ptr<StreamConnection> connection)
    : m_connection(std::move(connection))
{
    m_connection->attach(this);
}

HttpStream::~HttpStream()
{
    m_connection->detach();
}

void HttpStream::start()
{
    m_connection->start();
}

void HttpStream::write(const QByteArray &bytes)
{
    m_connection->write(bytes);
}

void HttpStream::closeWrite()
{
    m_connection->closeWrite();
}

void HttpStream::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    while (!m_isPaused && m_heldPieces > 0) {
        --m_heldPieces;
        m_connection->pieceTaken();
    }
}

void HttpStream::abort()
{
    m_isAborted = true;
    m_connection->detach();
}

void HttpStream::take(const QByteArray &piece)
{
    if (m_isAborted) {
        return; // it was under way already
    }
    // A receiver may delete the stream.
    const std::shared_ptr<StreamConnection> connection = m_connection;
    const QPointer<HttpStream> self = this;
    Q_EMIT received(piece);
    if (self && m_isPaused) {
        ++m_heldPieces;
    } else {
        connection->pieceTaken();
    }
}

void HttpStream::end(const Result<> &outcome)
{
    if (m_isAborted) {
        return;
    }
    if (outcome) {
        Q_EMIT finished();
    } else {
        Q_EMIT failed(outcome.error());
    }
}

} // namespace pierhead::engine
