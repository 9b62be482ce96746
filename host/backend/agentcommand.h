#pragma once

#include "agentpeer.h"
#include "commandstream.h"

#include <QPointer>

namespace pierhead::backend {

class AgentConnection;

/// A command that the agent runs. Private to host/backend.
class AgentCommand final
    : public CommandStream
    , private AgentPeer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AgentCommand)

public:
    /// A program that could not be run is an outcome, 126 or 127 and a line on Stderr, or failed().
    AgentCommand(AgentConnection *connection, QString program, bool isNotRunAnOutcome);
    ~AgentCommand() override;

    /// Sends the Start frame.
    [[nodiscard]] Result<> begin(const CommandSpec &spec);

    void write(const QByteArray &bytes) override;
    void closeInput() override;
    void resize(TerminalSize size) override;
    void kill() override;
    void acknowledge(engine::OutputChannel channel, qint64 bytes) override;

    /// Of each output channel.
    static constexpr quint32 window = 2 * 1024 * 1024;

private:
    void take(const agentcodec::Frame &frame) override;
    void connectionLost(const Error &reason) override;
    void takeEnd(const agentcodec::Frame &frame);
    void takeFailure(const agentcodec::Frame &frame);
    void flush();
    void fail(const Error &reason);
    void endWith(int exitCode, const QString &signalName = {});

    QPointer<AgentConnection> m_connection;
    QString m_program;
    QString m_directory;
    quint32 m_id = 0;
    qint64 m_credit = agent::inputWindow;
    qint64 m_unacknowledgedOutput = 0;
    qint64 m_unacknowledgedError = 0;
    QByteArray m_unsent;
    bool m_isNotRunAnOutcome;
    bool m_isInputClosing = false;
    bool m_isKilling = false;
    bool m_isOver = false;
};

} // namespace pierhead::backend
