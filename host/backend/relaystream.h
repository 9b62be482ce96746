#pragma once

#include "agentpeer.h"

#include <host/base/async.h>

#include <QObject>
#include <QPointer>

#include <functional>

namespace pierhead::backend {

class AgentConnection;

/// A connection to a unix socket in a container, through the agent. Destroying it disconnects.
/// Reading is paced: what was received has to be acknowledged.
class RelayStream final
    : public QObject
    , private AgentPeer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RelayStream)

public:
    /// Finds another agent of the same container.
    using Deputy = std::function<Task<Result<QPointer<AgentConnection>>>()>;

    ~RelayStream() override;

    /// Who connects where the agent may not open the socket; set before anything is written. It is
    /// asked once, and is given what was written until then. Where there is none, failed() says why
    /// the first one could not.
    void setDeputy(Deputy deputy);

    /// Queues bytes; may be called before connected().
    void write(const QByteArray &bytes);
    /// The end of what is written; the other direction goes on.
    void closeWrite();
    /// The receiver has dealt with so many bytes and takes as many more.
    void acknowledge(qint64 bytes);

    /// Bytes written that the agent has not yet room for.
    [[nodiscard]] qint64 bytesToWrite() const { return m_unsent.size(); }

Q_SIGNALS:
    void connected();
    void received(const QByteArray &bytes);
    /// So many bytes of what was written are on their way.
    void bytesTaken(qint64 bytes);
    /// The other side will send no more.
    void readFinished();
    /// Both directions are done. Either this or failed() is the last signal.
    void closed();
    /// It could not be connected, or broke.
    void failed(const pierhead::Error &reason);

private:
    friend class AgentConnection;

    explicit RelayStream(QString path);
    [[nodiscard]] Result<> begin(AgentConnection *connection);
    void handOver(const Error &refusal);
    void beginAgain(AgentConnection *connection);
    void take(const agentcodec::Frame &frame) override;
    void connectionLost(const Error &reason) override;
    void takeFailure(int error);
    void flush();
    void end();

    QPointer<AgentConnection> m_connection;
    QString m_path;
    Deputy m_deputy; ///< until it is known who connects
    quint32 m_id = 0;
    qint64 m_credit = 0;
    qint64 m_unacknowledged = 0;
    QByteArray m_unsent;
    QByteArray m_early; ///< what was sent while there is a deputy
    bool m_isClosing = false;
    bool m_isOver = false;
};

} // namespace pierhead::backend
