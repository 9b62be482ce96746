#include "terminalrelay.h"

#include <array>
#include <unistd.h>

namespace pierhead::cli {

namespace {

constexpr std::size_t pieceSize = 32UL * 1024;
constexpr qint64 mostInputUnderWay = 256LL * 1024;
constexpr int sizeMilliseconds = 200;

} // namespace

TerminalRelay::TerminalRelay(Terminal &terminal,
                             std::unique_ptr<backend::CommandStream> command,
                             Mode mode)
    : m_terminal(terminal)
    , m_command(std::move(command))
    , m_input(terminal.inputDescriptor(), QSocketNotifier::Read)
    , m_size(sizeOf(terminal))
{
    using backend::CommandStream;
    CommandStream *stream = m_command.get();
    connect(stream, &CommandStream::output, this, &TerminalRelay::passOn);
    connect(stream, &CommandStream::inputTaken, this, [this](qint64 bytes) {
        m_underWay -= bytes;
        m_input.setEnabled(m_underWay < mostInputUnderWay);
    });
    connect(stream, &CommandStream::finished, this, [this](int code) { m_end.give(code); });
    connect(stream, &CommandStream::failed, this, [this](const Error &reason) {
        m_end.give(tl::unexpected<Error>(reason));
    });
    connect(&m_input, &QSocketNotifier::activated, this, &TerminalRelay::readInput);
    if (mode == Mode::Streams) {
        return;
    }
    termios now{};
    if (::tcgetattr(terminal.inputDescriptor(), &now) == 0) {
        m_before = now;
        ::cfmakeraw(&now);
        ::tcsetattr(terminal.inputDescriptor(), TCSADRAIN, &now);
    }
    connect(&m_sizeTimer, &QTimer::timeout, this, &TerminalRelay::followSize);
    m_sizeTimer.start(sizeMilliseconds);
}

TerminalRelay::~TerminalRelay()
{
    if (m_before) {
        ::tcsetattr(m_terminal.inputDescriptor(), TCSADRAIN, &*m_before);
    }
}

Task<Result<int>> TerminalRelay::run(StopToken stop)
{
    backend::CommandStream *stream = m_command.get();
    const auto onStop = [stream] {
        stream->kill();
    };
    return answerOf(m_end.future(), std::move(stop), stream, onStop);
}

backend::TerminalSize TerminalRelay::sizeOf(const Terminal &terminal)
{
    return {static_cast<quint16>(terminal.width()), static_cast<quint16>(terminal.height())};
}

void TerminalRelay::readInput()
{
    std::array<char, pieceSize> piece{};
    const ssize_t got = ::read(m_terminal.inputDescriptor(), piece.data(), piece.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) {
        return;
    }
    if (got <= 0) {
        disconnect(m_command.get(), &backend::CommandStream::inputTaken, this, nullptr);
        m_input.setEnabled(false);
        m_command->closeInput();
        return;
    }
    m_underWay += got;
    m_input.setEnabled(m_underWay < mostInputUnderWay);
    m_command->write(QByteArray(piece.data(), got));
}

void TerminalRelay::passOn(engine::OutputChannel channel, const QByteArray &bytes)
{
    m_command->acknowledge(channel, bytes.size());
    if (channel == engine::OutputChannel::Stderr) {
        m_terminal.writeRawError(bytes);
    } else {
        m_terminal.writeRaw(bytes);
    }
    if (m_terminal.outputError() != 0) {
        m_command->kill(); // nobody reads any more
    }
}

void TerminalRelay::followSize()
{
    const backend::TerminalSize now = sizeOf(m_terminal);
    if (now != m_size) {
        m_size = now;
        m_command->resize(now);
    }
}

} // namespace pierhead::cli
