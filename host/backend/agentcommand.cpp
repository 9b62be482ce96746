#include "agentcommand.h"

#include "agentconnection.h"
#include "agenterrors.h"

#include <QTimer>

#include <algorithm>
#include <chrono>

namespace pierhead::backend {

using agent::Channel;
using agent::FrameType;

namespace {

/// What shells and engines add to a signal's number.
constexpr int signalBase = 128;

/// The agent needs up to a second and a half. One that says nothing for longer is in a container
/// that is paused, or on a machine that is gone; nobody is to wait for that.
constexpr std::chrono::seconds killPatience{5};

} // namespace

AgentCommand::AgentCommand(AgentConnection *connection, QString program, bool isNotRunAnOutcome)
    : m_connection(connection)
    , m_program(std::move(program))
    , m_isNotRunAnOutcome(isNotRunAnOutcome)
{ }

AgentCommand::~AgentCommand()
{
    if (m_connection && !m_isOver) {
        m_connection->send(agentcodec::encode(FrameType::Close, m_id));
        m_connection->detach(m_id);
    }
}

Result<> AgentCommand::begin(const CommandSpec &spec)
{
    m_directory = spec.exec.workingDirectory;
    m_id = m_connection->attach(this);
    const Result<QByteArray> frame = agentcodec::encodeStart(m_id, spec, window, window);
    if (!frame) {
        m_isOver = true;
        m_connection->detach(m_id);
        return tl::unexpected<Error>(frame.error());
    }
    m_connection->send(*frame);
    return {};
}

void AgentCommand::write(const QByteArray &bytes)
{
    if (!m_isOver && !m_isInputClosing) {
        m_unsent += bytes;
        flush();
    }
}

void AgentCommand::closeInput()
{
    if (!m_isOver && !m_isInputClosing) {
        m_isInputClosing = true;
        flush();
    }
}

void AgentCommand::resize(TerminalSize size)
{
    if (m_connection && !m_isOver) {
        m_connection->send(agentcodec::encodeResize(m_id, size));
    }
}

void AgentCommand::kill()
{
    if (!m_connection || m_isOver || m_isKilling) {
        return;
    }
    m_isKilling = true;
    m_connection->send(agentcodec::encode(FrameType::Close, m_id));
    QTimer::singleShot(killPatience, this, [this] {
        if (!m_isOver) {
            fail({ErrorCode::ProcessFailed,
                  Text::english("The command could not be ended."),
                  Text::english("The agent in its container does not answer. The command may still "
                                "run there until the container goes on or is stopped.")});
        }
    });
}

void AgentCommand::acknowledge(engine::OutputChannel channel, qint64 bytes)
{
    const bool isError = channel == engine::OutputChannel::Stderr;
    qint64 &unacknowledged = isError ? m_unacknowledgedError : m_unacknowledgedOutput;
    unacknowledged += bytes;
    if (m_connection && !m_isOver && unacknowledged >= window / 2) {
        m_connection->send(agentcodec::encodeWindow(m_id,
                                                    isError ? Channel::Error : Channel::Output,
                                                    static_cast<quint32>(unacknowledged)));
        unacknowledged = 0;
    }
}

void AgentCommand::flush()
{
    const qint64 count = std::min<qint64>(m_credit, m_unsent.size());
    if (!m_connection) {
        return;
    }
    if (count > 0) {
        m_connection->send(agentcodec::encodeData(m_id, m_unsent.left(count)));
        m_unsent.remove(0, count);
        m_credit -= count;
    }
    if (m_isInputClosing && m_unsent.isEmpty()) {
        m_connection->send(agentcodec::encode(
            FrameType::Eof, m_id, QByteArray(1, static_cast<char>(Channel::Input))));
    }
    if (count > 0) {
        Q_EMIT inputTaken(count);
    }
}

void AgentCommand::take(const agentcodec::Frame &frame)
{
    switch (frame.type) {
    case FrameType::Started:
        Q_EMIT started();
        break;
    case FrameType::Data:
        Q_EMIT output(frame.channel == Channel::Error ? engine::OutputChannel::Stderr
                                                      : engine::OutputChannel::Stdout,
                      frame.payload);
        break;
    case FrameType::Window:
        if (const auto granted = agentcodec::decodeWindow(frame)) {
            m_credit += granted->bytes;
            if (!m_unsent.isEmpty()) {
                flush();
            }
        }
        break;
    case FrameType::Exited:
        takeEnd(frame);
        break;
    case FrameType::Failed:
        takeFailure(frame);
        break;
    default:
        break; // of a later version
    }
}

void AgentCommand::takeEnd(const agentcodec::Frame &frame)
{
    const auto end = agentcodec::decodeExited(frame);
    if (!end) {
        fail(end.error());
        return;
    }
    if (end->kind != agent::EndKind::Signal) {
        endWith(end->value);
        return;
    }
    const bool isNamed = m_connection->m_ends == AgentConnection::Ends::LikeProcess;
    endWith(signalBase + end->value, isNamed ? signalName(end->value) : QString());
}

void AgentCommand::takeFailure(const agentcodec::Frame &frame)
{
    const auto failed = agentcodec::decodeFailed(frame);
    if (!failed) {
        fail(failed.error());
        return;
    }
    const QString text = startFailureText(*failed, m_program, m_directory);
    const std::optional<int> code = exitCodeOf(*failed);
    if (!code || !m_isNotRunAnOutcome) {
        fail({ErrorCode::ProcessFailed, text});
        return;
    }
    const QPointer<AgentCommand> self = this;
    Q_EMIT output(engine::OutputChannel::Stderr, text.toUtf8() + '\n');
    if (self) {
        endWith(*code);
    }
}

void AgentCommand::connectionLost(const Error &reason)
{
    m_isOver = true;
    Q_EMIT failed(withContext(Text::english("The end of %1 is not known").arg(m_program), reason));
}

void AgentCommand::fail(const Error &reason)
{
    m_isOver = true;
    m_connection->detach(m_id);
    Q_EMIT failed(reason);
}

void AgentCommand::endWith(int exitCode, const QString &signalName)
{
    m_isOver = true;
    m_connection->detach(m_id);
    Q_EMIT finished(exitCode, signalName);
}

} // namespace pierhead::backend
