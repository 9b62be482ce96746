#pragma once

#include <host/base/result.h>

#include <QByteArray>

#include <vector>

namespace pierhead::engine {

enum class OutputChannel {
    Stdout,
    Stderr,
};

/// A piece of a process's output, as it came.
struct OutputChunk
{
    OutputChannel channel = OutputChannel::Stdout;
    QByteArray bytes;

    bool operator==(const OutputChunk &) const = default;
};

/// Takes the engine's multiplexed stream (attach and exec without a tty: an 8-byte header —
/// channel, three zeros, length big-endian — before each piece) apart, however it is cut.
class FramedStream final
{
public:
    /// The output in `bytes`, together with what was left over. Once it failed it goes on failing.
    [[nodiscard]] Result<std::vector<OutputChunk>> take(const QByteArray &bytes);

    /// Whether the stream may end here (not within a frame).
    [[nodiscard]] bool isAtBoundary() const;

private:
    QByteArray m_header;
    OutputChannel m_channel = OutputChannel::Stdout;
    qint64 m_remaining = 0;
    bool m_failed = false;
};

} // namespace pierhead::engine
