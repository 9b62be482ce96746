#pragma once

#include "logline.h"

#include <host/base/result.h>

#include <array>

namespace pierhead::backend {

/// Makes lines of the bytes of GET /containers/{id}/logs?timestamps=1, however they are cut.
class LogLineReader final
{
public:
    /// `hasTerminal`: the container has a terminal, and its output no frames and one channel.
    LogLineReader(QString service, bool hasTerminal);

    /// The lines that `bytes` completes.
    [[nodiscard]] Result<std::vector<LogLine>> take(const QByteArray &bytes);
    /// The stream is over: what came after the last line ends.
    [[nodiscard]] std::vector<LogLine> finish();

private:
    void
    takeOutput(engine::OutputChannel channel, const QByteArray &bytes, std::vector<LogLine> &lines);
    [[nodiscard]] LogLine lineOf(engine::OutputChannel channel, const QByteArray &written) const;

    QString m_service;
    bool m_hasTerminal;
    engine::FramedStream m_frames;
    std::array<QByteArray, 2> m_rests; ///< of stdout and stderr
};

} // namespace pierhead::backend
