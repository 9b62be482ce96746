#include "chunksink.h"

#include <utility>

namespace pierhead::bridge {

ChunkSink::ChunkSink(CallId id, qint64 window, Send send)
    : m_id(id)
    , m_room(window)
    , m_send(std::move(send))
{ }

void ChunkSink::send(const nlohmann::json &data, qint64 bytes, std::function<void()> used)
{
    if (m_isDiscarding) {
        used();
        return;
    }
    m_waiting.push_back({encodeChunk(m_id, bytes, data), bytes, std::move(used)});
    flush();
}

void ChunkSink::end(QByteArray message, std::function<void()> done)
{
    m_last = std::move(message);
    m_done = std::move(done);
    finish();
}

void ChunkSink::grant(qint64 bytes)
{
    m_room += bytes;
    m_granted += bytes;
    while (!m_underWay.empty() && m_granted >= m_underWay.front().bytes) {
        const Chunk chunk = std::move(m_underWay.front());
        m_underWay.pop_front();
        m_granted -= chunk.bytes;
        chunk.used();
    }
    flush();
    finish();
}

void ChunkSink::discard()
{
    m_isDiscarding = true;
    // What is called may send.
    for (const Chunk &chunk : std::exchange(m_underWay, {})) {
        chunk.used();
    }
    for (const Chunk &chunk : std::exchange(m_waiting, {})) {
        chunk.used();
    }
    finish();
}

void ChunkSink::close()
{
    m_send = [](const QByteArray &) {
    };
    m_done = nullptr;
    discard();
}

void ChunkSink::flush()
{
    // A chunk that is larger than all of the window goes alone.
    while (!m_waiting.empty() && (m_underWay.empty() || m_room >= m_waiting.front().bytes)) {
        Chunk chunk = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_room -= chunk.bytes;
        const QByteArray message = std::exchange(chunk.message, {});
        m_underWay.push_back(std::move(chunk));
        m_send(message);
    }
}

void ChunkSink::finish()
{
    if (m_done && m_waiting.empty()) {
        const auto done = std::exchange(m_done, nullptr);
        // No grant comes to an ended stream.
        for (const Chunk &chunk : std::exchange(m_underWay, {})) {
            chunk.used();
        }
        m_send(std::exchange(m_last, {}));
        done();
    }
}

} // namespace pierhead::bridge
