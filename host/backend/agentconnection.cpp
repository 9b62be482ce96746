#include "agentconnection.h"

#include "agentcommand.h"
#include "agentpeer.h"
#include "gathercommand.h"

#include <QCoroSignal>

#include <chrono>

namespace pierhead::backend {

using agent::FrameType;

namespace {

/// Over a network: three pings without an answer are the end, on either side.
constexpr int mostUnanswered = 3;
constexpr quint32 silenceSeconds = 30;
static_assert(AgentConnection::pingInterval * mostUnanswered
              <= std::chrono::seconds(silenceSeconds));

/// More words than that are no error message.
constexpr qsizetype wordsLimit = 16LL * 1024;

} // namespace

AgentConnection::AgentConnection(std::unique_ptr<AgentLine> line,
                                 Heartbeat heartbeat,
                                 Ends ends,
                                 std::chrono::milliseconds pingEvery)
    : m_line(std::move(line))
    , m_ends(ends)
{
    listenTo(*m_line);
    connect(m_line.get(), &AgentLine::complained, this, [this](const QByteArray &words) {
        m_words = (m_words + words).right(wordsLimit);
    });
    connect(&m_beat, &QTimer::timeout, this, &AgentConnection::beat);
    m_line->start();
    const bool beats = heartbeat == Heartbeat::Yes;
    send(agentcodec::encodeHello(beats ? silenceSeconds : 0));
    if (beats) {
        m_beat.start(pingEvery);
    }
}

AgentConnection::~AgentConnection()
{
    lose(lostError(Text::english("it was closed")));
}

Task<Result<void>>
AgentConnection::greet(AgentConnection *connection, int milliseconds, StopToken stop)
{
    const QPointer<AgentConnection> guard = connection;
    const auto limit = std::chrono::milliseconds(milliseconds);
    const auto callback = [guard] {
        QMetaObject::invokeMethod(guard, [guard] {
            if (guard) {
                guard->lose(cancelled(Text::english("Starting the agent")).value());
            }
        });
    };
    const std::stop_callback<decltype(callback)> onStop(stop, callback);
    if (!connection->m_hello && !connection->m_loss) {
        co_await qCoro(connection, &AgentConnection::greetingEnded, limit);
        if (!guard) {
            co_return cancelled(Text::english("Starting the agent"));
        }
    }
    if (connection->m_loss) {
        co_return tl::unexpected<Error>(*connection->m_loss);
    }
    if (!connection->m_hello) {
        co_return failure(ErrorCode::Timeout,
                          Text::english("The agent %1 did not answer within %2 ms.")
                              .arg(connection->m_line->place())
                              .arg(milliseconds),
                          QString::fromUtf8(connection->m_words));
    }
    co_return Result<void>{};
}

void AgentConnection::listenTo(AgentLine &line)
{
    connect(&line, &AgentLine::received, this, &AgentConnection::take);
    connect(&line, &AgentLine::finished, this, [this] {
        lose(m_hello ? lostError(Text::english("the agent is no longer running"))
                     : notRun(QString::fromUtf8(m_decoder.rest() + m_words)));
    });
    connect(&line, &AgentLine::failed, this, &AgentConnection::lose);
}

void AgentConnection::moveTo(std::unique_ptr<AgentLine> line)
{
    send(agentcodec::encode(FrameType::Pipes, 0));
    m_nextLine = std::move(line);
    listenTo(*m_nextLine);
}

Result<std::unique_ptr<CommandStream>> AgentConnection::start(const CommandSpec &spec)
{
    return begin(spec, m_ends == Ends::LikeExec);
}

Result<std::unique_ptr<CommandStream>> AgentConnection::begin(const CommandSpec &spec,
                                                              bool isNotRunAnOutcome)
{
    if (m_loss) {
        return tl::unexpected<Error>(*m_loss);
    }
    const QString program = spec.exec.command.value(0);
    auto command = std::make_unique<AgentCommand>(this, program, isNotRunAnOutcome);
    const Result<> begun = command->begin(spec);
    if (!begun) {
        return tl::unexpected<Error>(begun.error());
    }
    return command;
}

Task<Result<ExecOutcome>> AgentConnection::exec(ExecSpec spec, StopToken stop)
{
    Result<std::unique_ptr<CommandStream>> command =
        begin({std::move(spec), false, std::nullopt}, true);
    if (!command) {
        return [](Error error) -> Task<Result<ExecOutcome>> {
            co_return tl::unexpected<Error>(error);
        }(command.error());
    }
    return gatherCommand(std::move(*command), std::move(stop));
}

Result<std::unique_ptr<RelayStream>> AgentConnection::connectSocket(const QString &path)
{
    if (m_loss) {
        return tl::unexpected<Error>(*m_loss);
    }
    std::unique_ptr<RelayStream> relay(new RelayStream(path));
    const Result<> begun = relay->begin(this);
    if (!begun) {
        return tl::unexpected<Error>(begun.error());
    }
    return relay;
}

quint32 AgentConnection::attach(AgentPeer *peer)
{
    m_peers.insert(++m_lastId, peer);
    return m_lastId;
}

void AgentConnection::detach(quint32 id)
{
    m_peers.remove(id);
}

void AgentConnection::send(const QByteArray &bytes)
{
    if (!m_loss) {
        (m_nextLine ? m_nextLine : m_line)->write(bytes);
    }
}

void AgentConnection::take(QByteArray bytes)
{
    const Result<std::vector<agentcodec::Frame>> frames = m_decoder.take(std::move(bytes));
    if (!frames) {
        lose(m_hello ? frames.error() : notRun(frames.error().detail));
        return;
    }
    const QPointer<AgentConnection> self = this;
    for (const agentcodec::Frame &frame : *frames) {
        takeFrame(frame);
        if (!self || m_loss) {
            return;
        }
    }
}

void AgentConnection::takeFrame(const agentcodec::Frame &frame)
{
    if (!m_hello) {
        const auto hello = agentcodec::decodeHello(frame);
        if (!hello || hello->version != agent::protocolVersion) {
            lose({ErrorCode::ProcessFailed,
                  Text::english("What answers %1 is not the agent of this version.")
                      .arg(m_line->place())});
            return;
        }
        m_hello = *hello;
        Q_EMIT greetingEnded();
        return;
    }
    // Whatever comes shows that it is there: an answer may have to wait behind much output.
    m_unanswered = 0;
    if (frame.type == FrameType::Pipes && m_nextLine) {
        disconnect(m_line.get(), &AgentLine::received, this, nullptr);
        m_nextLine->start();
    } else if (frame.type == FrameType::Goodbye) {
        lose(lostError(agentcodec::decodeGoodbye(frame).value_or(QString())));
    } else if (AgentPeer *peer = m_peers.value(frame.id); peer != nullptr) {
        peer->take(frame);
    }
}

void AgentConnection::lose(const Error &reason)
{
    if (m_loss) {
        return;
    }
    m_loss = reason;
    m_beat.stop();
    if (m_nextLine) {
        m_nextLine->abort();
    }
    m_line->abort();
    const QPointer<AgentConnection> self = this;
    while (self && !m_peers.isEmpty()) {
        const auto first = m_peers.begin();
        AgentPeer *peer = first.value();
        m_peers.erase(first);
        peer->connectionLost(reason);
    }
    if (self) {
        Q_EMIT greetingEnded();
    }
    if (self) {
        Q_EMIT lost(reason);
    }
}

Error AgentConnection::lostError(const Text &why) const
{
    return {ErrorCode::EngineUnreachable,
            Text::english("The agent %1, which runs commands there, ended: %2. It is started again "
                          "with the next use.")
                .arg(m_line->place(), why)};
}

/// Where the agent cannot be executed, an engine says so in its place.
Error AgentConnection::notRun(const QString &words) const
{
    const QString why = words.trimmed();
    return {ErrorCode::ProcessFailed,
            Text::english("The agent cannot be run %1: %2")
                .arg(m_line->place(), why.isEmpty() ? Text::english("it ended at once.") : why)};
}

void AgentConnection::beat()
{
    if (++m_unanswered > mostUnanswered) {
        lose(lostError(Text::english("nothing is heard of the engine's machine any more")));
        return;
    }
    send(agentcodec::encode(FrameType::Ping, 0));
}

} // namespace pierhead::backend
