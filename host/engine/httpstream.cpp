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

void HttpStream::abort()
{
    m_connection->detach();
}

void HttpStream::take(const QByteArray &piece)
{
    // A receiver may delete the stream.
    const std::shared_ptr<StreamConnection> connection = m_connection;
    Q_EMIT received(piece);
    connection->pieceTaken();
}

} // namespace pierhead::engine
