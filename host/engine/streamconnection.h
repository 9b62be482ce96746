#pragma once

#include "connection.h"

#include <QMutex>

#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <memory>

namespace pierhead::engine {

class HttpStream;

/// The I/O thread's half of an HttpStream: reads ahead by a few pieces and waits until they are
/// taken.
class StreamConnection final : public std::enable_shared_from_this<StreamConnection>
{
public:
    explicit StreamConnection(std::shared_ptr<Connection> connection);

    /// From the receiver's thread.
    void attach(HttpStream *receiver);
    void detach();
    void start();
    void write(const QByteArray &bytes);
    void closeWrite();
    /// The receiver has dealt with one piece.
    void pieceTaken();

private:
    [[nodiscard]] boost::asio::awaitable<void> readLoop();
    [[nodiscard]] boost::asio::awaitable<void> writeLoop();
    void deliver(const QByteArray &piece);
    void finish(const Result<> &outcome);
    [[nodiscard]] bool hasReceiver();

    std::shared_ptr<Connection> m_connection;

    std::atomic<int> m_piecesToWrite = 0;
    std::atomic<int> m_piecesUnderWay = 0; ///< to the receiver

    QMutex m_receiverMutex;
    HttpStream *m_receiver = nullptr;

    // Of the I/O thread alone.
    boost::asio::steady_timer m_room;
    QList<QByteArray> m_unwritten;
    bool m_isStarted = false;
    bool m_isWriting = false;
    bool m_isWriteClosing = false;
};

} // namespace pierhead::engine
