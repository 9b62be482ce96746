#include "chunksink.h"

#include <utility>

namespace pierhead::bridge {

ChunkSink::ChunkSink(CallId id, qint64 window, Outlet outlet)
    : m_id(id)
    , m_room(window)
    , m_outlet(std::move(outlet))
{ }

void ChunkSink::send(const nlohmann::json &data, qint64 bytes, std::function<void()> used)
{
    send({encodeChunk(m_id, bytes, data), bytes, std::move(used)});
}

void ChunkSink::sendText(const QString &name,
                         const QString &text,
                         qint64 bytes,
                         std::function<void()> used)
{
    send({TextChunk{m_id, bytes, name, text}, bytes, std::move(used)});
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
    m_outlet = {[](const QByteArray &) {},
                [](const TextChunk &) {
                }};
    m_done = nullptr;
    discard();
}

void ChunkSink::send(Chunk chunk)
{
    if (m_isDiscarding) {
        chunk.used();
        return;
    }
    m_waiting.push_back(std::move(chunk));
    flush();
}

void ChunkSink::flush()
{
    // A chunk that is larger than all of the window goes alone.
    while (!m_waiting.empty() && (m_underWay.empty() || m_room >= m_waiting.front().bytes)) {
        Chunk chunk = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_room -= chunk.bytes;
        const auto content = std::exchange(chunk.content, {});
        m_underWay.push_back(std::move(chunk));
        if (const auto *text = std::get_if<TextChunk>(&content)) {
            m_outlet.text(*text);
        } else {
            m_outlet.message(std::get<QByteArray>(content));
        }
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
        m_outlet.message(std::exchange(m_last, {}));
        done();
    }
}

} // namespace pierhead::bridge
