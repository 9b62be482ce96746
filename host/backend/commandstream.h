#pragma once

#include "execspec.h"

#include <host/base/result.h>
#include <host/engine/framedstream.h>

#include <QObject>

#include <optional>

namespace pierhead::backend {

struct TerminalSize
{
    quint16 columns = 80;
    quint16 rows = 24;

    bool operator==(const TerminalSize &) const = default;
};

/// A command to run with streams: ExecSpec, and what it talks through.
struct CommandSpec
{
    ExecSpec exec;
    bool hasInput = false;                ///< otherwise its standard input is empty
    std::optional<TerminalSize> terminal; ///< then all output is on Stdout, and it has input
};

/// A running command, whoever runs it: the agent in the container or the engine's exec API.
/// Destroying it ends the command, and all that it started.
///
/// Reading is paced: after a window of output that was not acknowledged, the command is held up.
class CommandStream : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandStream)

public:
    /// Queues bytes for its standard input. inputTaken() tells how far they got.
    virtual void write(const QByteArray &bytes) = 0;
    /// The end of its input, behind what was written.
    virtual void closeInput() = 0;
    virtual void resize(TerminalSize size) = 0;
    /// Ends it and all that it started: SIGTERM, SIGKILL where that is not enough. finished()
    /// follows.
    virtual void kill() = 0;
    /// The receiver has dealt with so many bytes of output and takes as many more.
    virtual void acknowledge(engine::OutputChannel channel, qint64 bytes) = 0;

Q_SIGNALS:
    void started();
    void output(pierhead::engine::OutputChannel channel, const QByteArray &bytes);
    /// So many bytes of what was written are with the agent or engine.
    void inputTaken(qint64 bytes);
    /// It is over and all its output has been sent. Either this or failed() is the last signal.
    /// Where signal n ended it the exit code is 128 + n, and of a command of this machine the name,
    /// "SIGTERM", is given too. Of those in a container it is not, whoever runs them: the engine's
    /// exec does not tell it, and nobody is to see a difference.
    void finished(int exitCode, const QString &signalName = {});
    /// It could not be run (in a container a program that is missing is an outcome and no failure),
    /// or nothing is known of its end.
    void failed(const pierhead::Error &reason);

protected:
    CommandStream() = default;
};

} // namespace pierhead::backend
