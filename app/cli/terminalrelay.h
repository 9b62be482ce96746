#pragma once

#include "terminal.h"

#include <host/backend/commandstream.h>
#include <host/base/answer.h>

#include <QSocketNotifier>
#include <QTimer>

#include <memory>
#include <termios.h>

namespace pierhead::cli {

/// Joins a command in a container and this program's standard streams, as `docker exec` does: its
/// input is read as the command takes it, its output goes on as the bytes that came. A command with
/// a terminal of its own has this one's keys and size.
class TerminalRelay final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TerminalRelay)

public:
    enum class Mode {
        Streams,
        Terminal,
    };

    TerminalRelay(Terminal &terminal, std::unique_ptr<backend::CommandStream> command, Mode mode);
    /// Gives the terminal back as it was.
    ~TerminalRelay() override;

    /// The command's exit code. A stop ends the command first.
    [[nodiscard]] Task<Result<int>> run(StopToken stop);

    [[nodiscard]] static backend::TerminalSize sizeOf(const Terminal &terminal);

private:
    void readInput();
    void passOn(engine::OutputChannel channel, const QByteArray &bytes);
    void followSize();

    Terminal &m_terminal;
    std::unique_ptr<backend::CommandStream> m_command;
    QSocketNotifier m_input;
    QTimer m_sizeTimer;
    backend::TerminalSize m_size;
    std::optional<termios> m_before;
    qint64 m_underWay = 0; ///< bytes of input that the command has not taken
    Answer<int> m_end;
};

} // namespace pierhead::cli
