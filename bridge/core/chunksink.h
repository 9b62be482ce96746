#pragma once

#include "bridgemessage.h"

#include <deque>
#include <functional>
#include <vector>

namespace pierhead::bridge {

/// A stream's chunks on their way to the page, as far as the window goes that the page gave. A
/// source sends what it has, and reads on as it is told that the page has used it.
class ChunkSink final
{
public:
    /// Where to: messages, and chunks that are one text.
    struct Outlet
    {
        std::function<void(const QByteArray &message)> message;
        std::function<void(const TextChunk &chunk)> text;
        std::function<void(const TextPart &part)> part;
    };

    ChunkSink(CallId id, qint64 window, Outlet outlet);
    Q_DISABLE_COPY_MOVE(ChunkSink)
    ~ChunkSink() = default;

    /// `bytes` is what the chunk takes of the window. `used` is called once, when the page has
    /// dealt with it, or does not want it any more.
    void send(const nlohmann::json &data, qint64 bytes, std::function<void()> used);
    /// The same for data that is {name: text}, much faster.
    void
    sendText(const QString &name, const QString &text, qint64 bytes, std::function<void()> used);
    /// A part of a text: it goes at once where nothing is under way, and else joined with what
    /// comes after it, so that many small parts do not cost a message each. `used` is called with
    /// what it was joined with.
    void sendPart(const QString &name, const QByteArray &text, std::function<void()> used);
    /// The stream's last message, behind all chunks; `done` is called when it has gone.
    void end(QByteArray message, std::function<void()> done);

    /// The page has used so many bytes.
    void grant(qint64 bytes);
    /// The page wants no more chunks.
    void discard();
    /// There is no page any more.
    void close();

private:
    struct Chunk
    {
        std::variant<QByteArray, TextChunk, TextPart> content;
        qint64 bytes = 0;
        std::vector<std::function<void()>> used;

        void tellUsed() const;
    };

    void send(Chunk chunk);
    [[nodiscard]] bool join(const QString &name, const QByteArray &text);
    [[nodiscard]] bool isDue(const Chunk &chunk) const;
    void flush();
    void hand(Chunk chunk);
    void finish();

    CallId m_id;
    qint64 m_room; ///< of the window
    Outlet m_outlet;
    std::deque<Chunk> m_waiting;
    std::deque<Chunk> m_underWay; ///< without their content
    qint64 m_granted = 0;         ///< not yet enough for the first under way
    bool m_isDiscarding = false;
    QByteArray m_last;
    std::function<void()> m_done;
};

} // namespace pierhead::bridge
