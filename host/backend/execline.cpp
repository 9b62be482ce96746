#include "execline.h"

#include <QPointer>

namespace pierhead::backend {

ExecLine::ExecLine(std::unique_ptr<engine::HttpStream> stream)
    : m_stream(std::move(stream))
{
    connect(m_stream.get(), &engine::HttpStream::received, this, &ExecLine::take);
    connect(m_stream.get(), &engine::HttpStream::finished, this, &AgentLine::finished);
    connect(m_stream.get(), &engine::HttpStream::failed, this, &AgentLine::failed);
}

Text ExecLine::place() const
{
    return Text::english("in the backend's container");
}

void ExecLine::abort()
{
    m_isOver = true;
    m_stream->abort();
}

void ExecLine::take(const QByteArray &bytes)
{
    Result<std::vector<engine::OutputChunk>> chunks = m_framing.take(bytes);
    if (!chunks) {
        m_stream->abort();
        Q_EMIT failed(chunks.error());
        return;
    }
    // What is told may delete this.
    const QPointer<ExecLine> self = this;
    for (const engine::OutputChunk &chunk : *chunks) {
        if (chunk.channel == engine::OutputChannel::Stderr) {
            Q_EMIT complained(chunk.bytes);
        } else {
            Q_EMIT received(chunk.bytes);
        }
        if (!self || m_isOver) {
            return;
        }
    }
}

} // namespace pierhead::backend
