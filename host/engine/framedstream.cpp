#include "framedstream.h"

#include <QtEndian>

#include <algorithm>

namespace pierhead::engine {

namespace {

constexpr qsizetype headerSize = 8;

} // namespace

Result<std::vector<OutputChunk>> FramedStream::take(const QByteArray &bytes)
{
    std::vector<OutputChunk> chunks;
    qsizetype position = 0;
    while (position < bytes.size() && !m_failed) {
        if (m_remaining > 0) {
            const qsizetype count = std::min<qsizetype>(m_remaining, bytes.size() - position);
            chunks.push_back({m_channel, bytes.mid(position, count)});
            m_remaining -= count;
            position += count;
            continue;
        }
        const qsizetype count = std::min(headerSize - m_header.size(), bytes.size() - position);
        m_header += bytes.mid(position, count);
        position += count;
        if (m_header.size() < headerSize) {
            continue;
        }
        // Channel 0 is what Docker calls stdin echoed; it is shown as stdout, as the Docker CLI
        // does.
        const char channel = m_header.at(0);
        m_failed = channel < 0 || channel > 2 || m_header.at(1) != 0 || m_header.at(2) != 0
            || m_header.at(3) != 0;
        m_channel = channel == 2 ? OutputChannel::Stderr : OutputChannel::Stdout;
        m_remaining = qFromBigEndian<quint32>(m_header.constData() + 4);
        m_header.clear();
    }
    if (m_failed) {
        return failure(
            ErrorCode::Protocol,
            Text::english("The engine's output stream has a frame with an unknown header."));
    }
    return chunks;
}

bool FramedStream::isAtBoundary() const
{
    return !m_failed && m_remaining == 0 && m_header.isEmpty();
}

} // namespace pierhead::engine
