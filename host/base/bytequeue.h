#pragma once

#include <QByteArray>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace pierhead {

/// Bytes on their way from one thread to another: from an event loop, which never waits and looks
/// for room instead, to a thread that may wait for them.
class ByteQueue final
{
    Q_DISABLE_COPY_MOVE(ByteQueue)

public:
    ByteQueue() = default;
    ~ByteQueue() = default;

    /// Whether the writer should go on: 8 MiB may be under way. True where nobody reads any more.
    [[nodiscard]] bool hasRoom() const;
    /// Whether nobody reads any more.
    [[nodiscard]] bool isAbandoned() const;
    /// Does nothing after the end, whichever that was.
    void push(const QByteArray &piece);
    /// The last piece has been pushed.
    void finish();
    /// The rest will never come.
    void fail();

    /// The next piece, once it is there; empty at the end, nothing where the rest will never come.
    [[nodiscard]] std::optional<QByteArray> pop();
    /// The reader wants no more.
    void abandon();

private:
    enum class State {
        Open,
        Finished,
        Failed,
        Abandoned,
    };

    void end(State state);

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<QByteArray> m_pieces;
    qsizetype m_size = 0;
    State m_state = State::Open;
};

} // namespace pierhead
