#include "streamconnection.h"

#include "httpstream.h"
#include "iothread.h"

#include <QMutexLocker>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace pierhead::engine {

namespace asio = boost::asio;

namespace {

/// Of up to 256 KiB: how far reading may be ahead of the receiver.
constexpr int piecesAhead = 4;

} // namespace

StreamConnection::StreamConnection(std::shared_ptr<Connection> connection)
    : m_connection(std::move(connection))
    , m_room(IoThread::shared().context())
{
    m_room.expires_at(asio::steady_timer::time_point::max());
}

void StreamConnection::attach(HttpStream *receiver)
{
    const QMutexLocker lock(&m_receiverMutex);
    m_receiver = receiver;
}

void StreamConnection::detach()
{
    {
        const QMutexLocker lock(&m_receiverMutex);
        m_receiver = nullptr;
    }
    asio::post(IoThread::shared().context(), [self = shared_from_this()] {
        self->m_connection->abort();
        self->m_room.cancel();
    });
}

void StreamConnection::start()
{
    asio::post(IoThread::shared().context(), [self = shared_from_this()] {
        if (!std::exchange(self->m_isStarted, true)) {
            asio::co_spawn(
                IoThread::shared().context(),
                [self] { return self->readLoop(); },
                [self](const std::exception_ptr &) {});
        }
    });
}

void StreamConnection::write(const QByteArray &bytes)
{
    // Most of what is written is short, and its answer waited for: the way by the I/O thread would
    // cost it a change of threads.
    const qsizetype taken = m_piecesToWrite == 0 ? m_connection->writeNow(bytes) : 0;
    if (taken == bytes.size()) {
        return;
    }
    ++m_piecesToWrite;
    asio::post(IoThread::shared().context(), [self = shared_from_this(), rest = bytes.mid(taken)] {
        self->m_unwritten.append(rest);
        if (!self->m_isWriting) {
            self->m_isWriting = true;
            asio::co_spawn(
                IoThread::shared().context(),
                [self] { return self->writeLoop(); },
                [self](const std::exception_ptr &) {});
        }
    });
}

void StreamConnection::closeWrite()
{
    asio::post(IoThread::shared().context(), [self = shared_from_this()] {
        self->m_isWriteClosing = true;
        if (!self->m_isWriting) {
            self->m_connection->closeWrite();
        }
    });
}

void StreamConnection::pieceTaken()
{
    // Only who is waited for wakes the other thread.
    if (m_piecesUnderWay-- >= piecesAhead) {
        asio::post(IoThread::shared().context(),
                   [self = shared_from_this()] { self->m_room.cancel(); });
    }
}

asio::awaitable<void> StreamConnection::readLoop()
{
    while (hasReceiver()) {
        if (m_piecesUnderWay >= piecesAhead) {
            boost::system::error_code woken;
            co_await m_room.async_wait(asio::redirect_error(asio::use_awaitable, woken));
            continue;
        }
        const Result<QByteArray> piece = co_await m_connection->read();
        if (!piece) {
            finish(tl::unexpected<Error>(piece.error()));
            co_return;
        }
        if (piece->isEmpty()) {
            finish({});
            co_return;
        }
        deliver(*piece);
    }
}

asio::awaitable<void> StreamConnection::writeLoop()
{
    while (!m_unwritten.isEmpty()) {
        const Result<> written = co_await m_connection->write(m_unwritten.takeFirst());
        --m_piecesToWrite;
        if (!written) {
            m_unwritten.clear(); // the reading side tells the receiver
        }
    }
    m_isWriting = false;
    if (m_isWriteClosing) {
        m_connection->closeWrite();
    }
}

bool StreamConnection::hasReceiver()
{
    const QMutexLocker lock(&m_receiverMutex);
    return m_receiver != nullptr;
}

void StreamConnection::deliver(const QByteArray &piece)
{
    const QMutexLocker lock(&m_receiverMutex);
    if (m_receiver == nullptr) {
        return;
    }
    ++m_piecesUnderWay;
    HttpStream *receiver = m_receiver;
    QMetaObject::invokeMethod(
        receiver, [receiver, piece] { receiver->take(piece); }, Qt::QueuedConnection);
}

void StreamConnection::finish(const Result<> &outcome)
{
    const QMutexLocker lock(&m_receiverMutex);
    if (m_receiver == nullptr) {
        return;
    }
    HttpStream *receiver = m_receiver;
    QMetaObject::invokeMethod(
        receiver, [receiver, outcome] { receiver->end(outcome); }, Qt::QueuedConnection);
}

} // namespace pierhead::engine
