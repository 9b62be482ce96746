#include "fakeconnection.h"

#include <poll.h>

namespace pierhead::test {

FakeConnection::FakeConnection(FakeEngine &engine, QLocalSocket *socket)
    : m_engine(engine)
    , m_socket(socket)
{
    socket->setParent(nullptr);
    connect(socket, &QLocalSocket::readyRead, this, &FakeConnection::read);
    read();
}

bool FakeConnection::isOpen() const
{
    // Where nothing is read any more, the socket does not notice by itself.
    pollfd entry{static_cast<int>(m_socket->socketDescriptor()), POLLRDHUP, 0};
    const bool isGone = poll(&entry, 1, 0) > 0 && m_reply && m_reply->isBeforeUpload;
    return m_socket->state() == QLocalSocket::ConnectedState && !isGone;
}

void FakeConnection::breakOff()
{
    m_reply = FakeReply::silence();
    m_socket->abort();
}

void FakeConnection::push(const QByteArray &bytes)
{
    if (isOpen() && m_reply && m_reply->end == FakeReply::End::KeepOpen) {
        m_socket->write(bytes);
        m_socket->flush();
    }
}

void FakeConnection::read()
{
    if (m_reply) {
        if (m_reply->answerer) {
            push(m_reply->answerer(m_socket->readAll()));
        } else if (!m_reply->isBeforeUpload) {
            (void)m_socket->readAll();
        }
        return;
    }
    m_input += m_socket->readAll();
    if (m_bodySize < 0 && !readHead()) {
        return;
    }
    if (m_input.size() >= m_bodySize) {
        m_request.body = m_input.left(m_bodySize);
        m_engine.m_requests.append(m_request);
        Q_EMIT m_engine.requested(m_request);
    } else if (m_engine.answersBeforeUpload(m_request)) {
        m_socket->setReadBufferSize(1);
    } else {
        return;
    }
    m_reply = m_engine.replyTo(m_request);
    writeSome();
}

bool FakeConnection::readHead()
{
    const qsizetype end = m_input.indexOf("\r\n\r\n");
    if (end < 0) {
        return false;
    }
    const QList<QByteArray> lines = m_input.left(end).replace("\r\n", "\n").split('\n');
    const QList<QByteArray> first = lines.front().split(' ');
    m_request.method = first.value(0);
    m_request.target = first.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        m_request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    m_bodySize = m_request.headers.value("content-length", "0").toLongLong();
    m_input = m_input.mid(end + 4);
    return true;
}

void FakeConnection::writeSome()
{
    if (!isOpen()) {
        return;
    }
    const qsizetype left = m_reply->wire.size() - m_written;
    const qsizetype count = m_reply->pieceSize > 0 ? std::min(m_reply->pieceSize, left) : left;
    m_socket->write(m_reply->wire.mid(m_written, count));
    m_socket->flush();
    m_written += count;
    if (m_written < m_reply->wire.size()) {
        QMetaObject::invokeMethod(this, &FakeConnection::writeSome, Qt::QueuedConnection);
    } else if (m_reply->end == FakeReply::End::Close) {
        m_socket->disconnectFromServer();
    } else if (m_reply->end == FakeReply::End::NextRequest) {
        m_input.remove(0, m_bodySize);
        m_bodySize = -1;
        m_written = 0;
        m_request = {};
        m_reply.reset();
    }
}

} // namespace pierhead::test
