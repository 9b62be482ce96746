#pragma once

#include <host/base/result.h>

#include <QObject>

#include <memory>

namespace pierhead::engine {

class StreamConnection;

/// A response body that arrives over time, and, after an upgrade, a way to write back. Destroying
/// it closes the connection. Reading is paced: the next piece is read when the last one has been
/// taken, so a slow receiver holds the sender up and memory stays bounded.
class HttpStream final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpStream)

public:
    explicit HttpStream(std::shared_ptr<StreamConnection> connection);
    ~HttpStream() override;

    /// Begins the flow of received() signals. Connect first.
    void start();
    /// Upgraded streams alone: queues bytes to be sent.
    void write(const QByteArray &bytes);
    /// Upgraded streams alone: no more will be written.
    void closeWrite();
    /// Holds the sender up after the few pieces that are under way; they still come.
    void setPaused(bool isPaused);
    /// Ends it now; neither finished() nor failed() is sent any more.
    void abort();

Q_SIGNALS:
    void received(const QByteArray &bytes);
    /// The body is complete. Either this or failed() is sent, once.
    void finished();
    void failed(const pierhead::Error &reason);

private:
    friend class StreamConnection;
    void take(const QByteArray &piece);
    void end(const Result<> &outcome);

    std::shared_ptr<StreamConnection> m_connection;
    int m_heldPieces = 0;
    bool m_isPaused = false;
    bool m_isAborted = false;
};

} // namespace pierhead::engine
