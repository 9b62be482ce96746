#include "chunksink.h"

#include <utility>

namespace pierhead::bridge {

namespace {

/// So many bytes are worth a message while another is under way.
constexpr qint64 fullPart = 512LL * 1024;
/// Parts are joined up to here.
constexpr qint64 largestPart = 4LL * 1024 * 1024;

} // namespace

void ChunkSink::Chunk::tellUsed() const
{
    for (const std::function<void()> &one : used) {
        one();
    }
}

ChunkSink::ChunkSink(CallId id, qint64 window, Outlet outlet)
    : m_id(id)
    , m_room(window)
    , m_outlet(std::move(outlet))
{ }

void ChunkSink::send(const nlohmann::json &data, qint64 bytes, std::function<void()> used)
{
    send({encodeChunk(m_id, bytes, data), bytes, {std::move(used)}});
}

void ChunkSink::sendText(const QString &name,
                         const QString &text,
                         qint64 bytes,
                         std::function<void()> used)
{
    send({TextChunk{m_id, bytes, name, text}, bytes, {std::move(used)}});
}

void ChunkSink::sendPart(const QString &name, const QByteArray &text, std::function<void()> used)
{
    if (!m_isDiscarding && join(name, text)) {
        m_waiting.back().used.push_back(std::move(used));
        flush();
        return;
    }
    send({TextPart{m_id, text.size(), name, text}, text.size(), {std::move(used)}});
}

bool ChunkSink::join(const QString &name, const QByteArray &text)
{
    auto *last = m_waiting.empty() ? nullptr : std::get_if<TextPart>(&m_waiting.back().content);
    if (last == nullptr || last->name != name || last->bytes + text.size() > largestPart) {
        return false;
    }
    last->text += text;
    last->bytes += text.size();
    m_waiting.back().bytes = last->bytes;
    return true;
}

void ChunkSink::end(QByteArray message, std::function<void()> done)
{
    m_last = std::move(message);
    m_done = std::move(done);
    flush();
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
        chunk.tellUsed();
    }
    flush();
    finish();
}

void ChunkSink::discard()
{
    m_isDiscarding = true;
    // What is called may send.
    for (const Chunk &chunk : std::exchange(m_underWay, {})) {
        chunk.tellUsed();
    }
    for (const Chunk &chunk : std::exchange(m_waiting, {})) {
        chunk.tellUsed();
    }
    finish();
}

void ChunkSink::close()
{
    m_outlet = {[](const QByteArray &) {},
                [](const TextChunk &) {},
                [](const TextPart &) {
                }};
    m_done = nullptr;
    discard();
}

void ChunkSink::send(Chunk chunk)
{
    if (m_isDiscarding) {
        chunk.tellUsed();
        return;
    }
    m_waiting.push_back(std::move(chunk));
    flush();
}

bool ChunkSink::isDue(const Chunk &chunk) const
{
    // A chunk that is larger than all of the window goes alone.
    if (m_underWay.empty()) {
        return true;
    }
    const bool hasMoreToCome =
        std::holds_alternative<TextPart>(chunk.content) && m_waiting.size() == 1 && !m_done;
    const bool isWorthIt = !hasMoreToCome || chunk.bytes >= fullPart;
    return isWorthIt && m_room >= chunk.bytes;
}

void ChunkSink::flush()
{
    while (!m_waiting.empty() && isDue(m_waiting.front())) {
        Chunk chunk = std::move(m_waiting.front());
        m_waiting.pop_front();
        hand(std::move(chunk));
    }
}

void ChunkSink::hand(Chunk chunk)
{
    m_room -= chunk.bytes;
    const auto content = std::exchange(chunk.content, {});
    m_underWay.push_back(std::move(chunk));
    if (const auto *text = std::get_if<TextChunk>(&content)) {
        m_outlet.text(*text);
    } else if (const auto *part = std::get_if<TextPart>(&content)) {
        m_outlet.part(*part);
    } else {
        m_outlet.message(std::get<QByteArray>(content));
    }
}

void ChunkSink::finish()
{
    if (m_done && m_waiting.empty()) {
        const auto done = std::exchange(m_done, nullptr);
        // No grant comes to an ended stream.
        for (const Chunk &chunk : std::exchange(m_underWay, {})) {
            chunk.tellUsed();
        }
        m_outlet.message(std::exchange(m_last, {}));
        done();
    }
}

} // namespace pierhead::bridge
