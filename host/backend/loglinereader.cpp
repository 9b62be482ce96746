#include "loglinereader.h"

#include "logtext.h"

#include <QDateTime>

namespace pierhead::backend {

namespace {

/// Of one line; what is beyond is thrown away. plainLogText() cuts it to what can be read.
constexpr qsizetype longestLine = 64LL * 1024;
constexpr int nanosecondDigits = 9;

/// "2024-03-01T12:00:00.123456789Z" in nanoseconds since 1970; 0 where it is no time.
qint64 nanoseconds(const QByteArray &stamp)
{
    const qsizetype dot = stamp.indexOf('.');
    qsizetype end = dot + 1;
    while (dot >= 0 && end < stamp.size() && stamp.at(end) >= '0' && stamp.at(end) <= '9') {
        ++end;
    }
    QByteArray fraction = dot < 0 ? QByteArray() : stamp.mid(dot + 1, end - dot - 1);
    const QByteArray whole = dot < 0 ? stamp : stamp.left(dot) + stamp.mid(end);
    const QDateTime time = QDateTime::fromString(QString::fromLatin1(whole), Qt::ISODate);
    if (!time.isValid() || stamp.size() < 20) {
        return 0;
    }
    fraction = fraction.leftJustified(nanosecondDigits, '0', true);
    constexpr qint64 perSecond = 1'000'000'000;
    return time.toSecsSinceEpoch() * perSecond + fraction.toLongLong();
}

} // namespace

LogLineReader::LogLineReader(QString service, bool hasTerminal)
    : m_service(std::move(service))
    , m_hasTerminal(hasTerminal)
{ }

Result<std::vector<LogLine>> LogLineReader::take(const QByteArray &bytes)
{
    std::vector<LogLine> lines;
    if (m_hasTerminal) {
        takeOutput(engine::OutputChannel::Stdout, bytes, lines);
        return lines;
    }
    PIERHEAD_TRY(chunks, m_frames.take(bytes));
    for (const engine::OutputChunk &chunk : chunks) {
        takeOutput(chunk.channel, chunk.bytes, lines);
    }
    return lines;
}

std::vector<LogLine> LogLineReader::finish()
{
    std::vector<LogLine> lines;
    for (const auto channel : {engine::OutputChannel::Stdout, engine::OutputChannel::Stderr}) {
        const QByteArray rest = std::exchange(m_rests.at(static_cast<std::size_t>(channel)), {});
        if (!rest.isEmpty()) {
            lines.push_back(lineOf(channel, rest));
        }
    }
    return lines;
}

void LogLineReader::takeOutput(engine::OutputChannel channel,
                               const QByteArray &bytes,
                               std::vector<LogLine> &lines)
{
    QByteArray &rest = m_rests.at(static_cast<std::size_t>(channel));
    qsizetype position = 0;
    while (position < bytes.size()) {
        const qsizetype end = bytes.indexOf('\n', position);
        const qsizetype count = (end < 0 ? bytes.size() : end) - position;
        rest += bytes.mid(position, qMin(count, longestLine - rest.size()));
        if (end < 0) {
            return;
        }
        lines.push_back(lineOf(channel, std::exchange(rest, {})));
        position = end + 1;
    }
}

LogLine LogLineReader::lineOf(engine::OutputChannel channel, const QByteArray &written) const
{
    const qsizetype space = written.indexOf(' ');
    const qint64 time = nanoseconds(written.left(space < 0 ? written.size() : space));
    const QByteArray text =
        time == 0 ? written : (space < 0 ? QByteArray() : written.mid(space + 1));
    return {m_service, time, channel, plainLogText(text)};
}

} // namespace pierhead::backend
