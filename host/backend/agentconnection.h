#pragma once

#include "agentcodec.h"
#include "agentline.h"
#include "relaystream.h"

#include <host/base/async.h>

#include <QHash>
#include <QTimer>

#include <chrono>
#include <memory>

namespace pierhead::backend {

class AgentPeer;

/// An agent, in a container or on this machine. Any number of commands and relayed connections at
/// once. Destroying it ends the agent and all of them.
class AgentConnection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AgentConnection)

public:
    /// Whether both sides make sure that the other is still there: over a network, where nobody
    /// tells when a machine is gone.
    enum class Heartbeat {
        No,
        Yes,
    };

    /// How the ends of commands are told. Like the engine's exec: exit codes alone, 128 + n for
    /// signal n, 126 or 127 for a program that could not be run. Like a process of this machine:
    /// with the signal's name, and a stream that could not be started has failed.
    enum class Ends {
        LikeExec,
        LikeProcess,
    };

    /// From one ping to the next.
    static constexpr std::chrono::milliseconds pingInterval = std::chrono::seconds(10);

    AgentConnection(std::unique_ptr<AgentLine> line,
                    Heartbeat heartbeat,
                    Ends ends,
                    std::chrono::milliseconds pingEvery = pingInterval);
    ~AgentConnection() override;

    /// The agent's Hello, which must have come within `milliseconds`. ProcessFailed where what
    /// answers is no agent, or another version; the detail has its words.
    [[nodiscard]] static Task<Result<void>>
    greet(AgentConnection *connection, int milliseconds, StopToken stop);

    /// Goes on by another line to the same agent, which has told of it in its Hello. The former one
    /// stays, and its end is still the connection's.
    void moveTo(std::unique_ptr<AgentLine> line);

    /// What the agent has said of itself; once it is greeted.
    [[nodiscard]] const agentcodec::Hello &hello() const { return *m_hello; }

    /// Starts a command; how that went is told by the stream's signals. Fails where the command
    /// cannot be put into a frame, or the connection is gone.
    [[nodiscard]] Result<std::unique_ptr<CommandStream>> start(const CommandSpec &spec);
    /// Runs a command and waits for its end. A program that could not be run is an outcome, 126 or
    /// 127, as shells have it.
    [[nodiscard]] Task<Result<ExecOutcome>> exec(ExecSpec spec, StopToken stop = {});
    /// Connects to a unix socket of the container.
    [[nodiscard]] Result<std::unique_ptr<RelayStream>> connectSocket(const QString &path);

    [[nodiscard]] bool isOpen() const { return !m_loss; }

    /// How long an agent has for its Hello.
    static constexpr int helloMilliseconds = 10'000;

    /// Bytes that a relayed connection may send before they are acknowledged.
    static constexpr quint32 relayWindow = 1024 * 1024;

Q_SIGNALS:
    /// Hello has come, or never will.
    void greetingEnded();
    /// The agent, its container or the engine is gone. Commands and connections have been told.
    void lost(const pierhead::Error &reason);

private:
    friend class AgentCommand;
    friend class RelayStream;

    [[nodiscard]] Result<std::unique_ptr<CommandStream>> begin(const CommandSpec &spec,
                                                               bool isNotRunAnOutcome);
    quint32 attach(AgentPeer *peer);
    void detach(quint32 id);
    void send(const QByteArray &bytes);
    void listenTo(AgentLine &line);
    void take(QByteArray bytes);
    void takeFrame(const agentcodec::Frame &frame);
    void lose(const Error &reason);
    [[nodiscard]] Error lostError(const Text &why) const;
    [[nodiscard]] Error notRun(const QString &words) const;
    void beat();

    std::unique_ptr<AgentLine> m_line;
    std::unique_ptr<AgentLine> m_nextLine; ///< moveTo()'s
    Ends m_ends;
    agentcodec::Decoder m_decoder;
    std::optional<agentcodec::Hello> m_hello;
    std::optional<Error> m_loss;
    QHash<quint32, AgentPeer *> m_peers;
    QByteArray m_words; ///< what came on standard error
    QTimer m_beat;
    quint32 m_lastId = 0;
    int m_unanswered = 0;
};

} // namespace pierhead::backend
