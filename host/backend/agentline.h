#pragma once

#include <host/base/result.h>

#include <QObject>

namespace pierhead::backend {

/// The line to an agent: its standard input and output, wherever it runs. Destroying it ends the
/// agent and all that it started. Private to host/backend.
class AgentLine : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AgentLine)

public:
    /// Where the agent runs, inside a sentence: "in the backend's container".
    [[nodiscard]] virtual Text place() const = 0;

    /// Begins the flow of signals. Connect first.
    virtual void start() = 0;
    virtual void write(const QByteArray &bytes) = 0;
    /// Ends it now; no signal is sent any more.
    virtual void abort() = 0;

Q_SIGNALS:
    /// From its standard output.
    void received(const QByteArray &bytes);
    /// From its standard error: why it cannot be run.
    void complained(const QByteArray &words);
    /// It is at its end. Either this or failed() is sent, once.
    void finished();
    void failed(const pierhead::Error &reason);

protected:
    AgentLine() = default;
};

} // namespace pierhead::backend
