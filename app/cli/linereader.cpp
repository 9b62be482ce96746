#include "linereader.h"

#include <array>
#include <cerrno>
#include <unistd.h>

namespace pierhead::cli {

LineReader::LineReader(int descriptor, StopToken stop)
    : m_notifier(descriptor, QSocketNotifier::Read)
    , m_onStop(std::move(stop), [this] { finish(); })
{
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] { read(); });
}

void LineReader::read()
{
    constexpr std::size_t pieceSize = 256;
    std::array<char, pieceSize> piece{};
    const ssize_t got = ::read(static_cast<int>(m_notifier.socket()), piece.data(), piece.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) {
        return;
    }
    if (got > 0) {
        m_line.append(piece.data(), got);
    }
    const qsizetype newline = m_line.indexOf('\n');
    if (newline >= 0) {
        m_line.truncate(newline);
    }
    if (newline >= 0 || got <= 0) {
        finish();
    }
}

void LineReader::finish()
{
    m_notifier.setEnabled(false);
    if (!m_isFinished) {
        m_isFinished = true;
        Q_EMIT finished();
    }
}

} // namespace pierhead::cli
