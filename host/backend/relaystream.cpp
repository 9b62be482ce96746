#include "relaystream.h"

#include "agentconnection.h"
#include "agenterrors.h"

#include <QCoroTask>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace pierhead::backend {

using agent::Channel;
using agent::FrameType;

namespace {

/// Half of what Connect grants is acknowledged at once.
constexpr qint64 acknowledgedAtOnce = AgentConnection::relayWindow / 2;

} // namespace

RelayStream::RelayStream(QString path)
    : m_path(std::move(path))
{ }

RelayStream::~RelayStream()
{
    if (m_connection && !m_isOver) {
        m_connection->send(agentcodec::encode(FrameType::Close, m_id));
        m_connection->detach(m_id);
    }
}

Result<> RelayStream::begin(AgentConnection *connection)
{
    m_connection = connection;
    m_credit = agent::inputWindow;
    m_id = connection->attach(this);
    const Result<QByteArray> frame =
        agentcodec::encodeConnect(m_id, m_path, AgentConnection::relayWindow);
    if (!frame) {
        end();
        return tl::unexpected<Error>(frame.error());
    }
    connection->send(*frame);
    return {};
}

void RelayStream::setDeputy(Deputy deputy)
{
    m_deputy = std::move(deputy);
}

void RelayStream::handOver(const Error &refusal)
{
    m_connection->detach(m_id);
    m_connection.clear();
    const Deputy deputy = std::exchange(m_deputy, nullptr);
    QCoro::connect(
        deputy(), this, [this, refusal](const Result<QPointer<AgentConnection>> &connection) {
            if (connection && *connection && (*connection)->isOpen()) {
                beginAgain(*connection);
            } else {
                m_isOver = true;
                Q_EMIT failed(refusal);
            }
        });
}

void RelayStream::beginAgain(AgentConnection *connection)
{
    const Result<> begun = begin(connection);
    if (!begun) {
        Q_EMIT failed(begun.error());
        return;
    }
    // No more than the first agent's credit, and bytesTaken() has been sent for it.
    const QByteArray early = std::exchange(m_early, {});
    if (!early.isEmpty()) {
        connection->send(agentcodec::encodeData(m_id, early));
        m_credit -= early.size();
    }
    flush();
}

void RelayStream::write(const QByteArray &bytes)
{
    if (!m_isOver && !m_isClosing) {
        m_unsent += bytes;
        flush();
    }
}

void RelayStream::closeWrite()
{
    if (!m_isOver && !m_isClosing) {
        m_isClosing = true;
        flush();
    }
}

void RelayStream::acknowledge(qint64 bytes)
{
    m_unacknowledged += bytes;
    if (m_connection && !m_isOver && m_unacknowledged >= acknowledgedAtOnce) {
        m_connection->send(agentcodec::encodeWindow(
            m_id, Channel::Output, static_cast<quint32>(m_unacknowledged)));
        m_unacknowledged = 0;
    }
}

void RelayStream::flush()
{
    const qint64 count = std::min<qint64>(m_credit, m_unsent.size());
    if (!m_connection) {
        return;
    }
    if (count > 0) {
        const QByteArray bytes = m_unsent.left(count);
        m_connection->send(agentcodec::encodeData(m_id, bytes));
        if (m_deputy) {
            m_early += bytes;
        }
        m_unsent.remove(0, count);
        m_credit -= count;
    }
    if (m_isClosing && m_unsent.isEmpty()) {
        m_connection->send(agentcodec::encode(
            FrameType::Eof, m_id, QByteArray(1, static_cast<char>(Channel::Input))));
    }
    if (count > 0) {
        Q_EMIT bytesTaken(count);
    }
}

void RelayStream::take(const agentcodec::Frame &frame)
{
    switch (frame.type) {
    case FrameType::Connected:
        m_deputy = nullptr;
        m_early.clear();
        Q_EMIT connected();
        break;
    case FrameType::Data:
        Q_EMIT received(frame.payload);
        break;
    case FrameType::Eof:
        Q_EMIT readFinished();
        break;
    case FrameType::Window:
        if (const auto granted = agentcodec::decodeWindow(frame)) {
            m_credit += granted->bytes;
            if (!m_unsent.isEmpty()) {
                flush();
            }
        }
        break;
    case FrameType::Closed: {
        const int error = agentcodec::decodeClosed(frame).value_or(0);
        end();
        if (error == 0) {
            Q_EMIT closed();
        } else {
            Q_EMIT failed({ErrorCode::Io,
                           Text::english("The connection to %1 in the container broke: %2.")
                               .arg(m_path, errnoText(error))});
        }
        break;
    }
    case FrameType::Failed:
        takeFailure(agentcodec::decodeFailed(frame).value_or(agentcodec::Failed{}).error);
        break;
    default:
        break; // of a later version
    }
}

void RelayStream::takeFailure(int error)
{
    const Error refusal{ErrorCode::NotFound,
                        Text::english("Nothing answers at the socket %1 in the container: %2. See "
                                      "in the backend's output whether its service is running.")
                            .arg(m_path, errnoText(error))};
    if (error == EACCES && m_deputy) {
        handOver(refusal);
        return;
    }
    end();
    Q_EMIT failed(refusal);
}

void RelayStream::connectionLost(const Error &reason)
{
    m_isOver = true;
    m_deputy = nullptr;
    Q_EMIT failed(withContext(Text::english("The connection to %1 is cut").arg(m_path), reason));
}

void RelayStream::end()
{
    m_isOver = true;
    m_deputy = nullptr;
    m_connection->detach(m_id);
}

} // namespace pierhead::backend
