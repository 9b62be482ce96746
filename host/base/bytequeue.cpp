#include "bytequeue.h"

namespace pierhead {

namespace {

constexpr qsizetype mostUnderWay = 8LL * 1024 * 1024;

} // namespace

bool ByteQueue::hasRoom() const
{
    const std::lock_guard lock(m_mutex);
    return m_size < mostUnderWay || m_state != State::Open;
}

bool ByteQueue::isAbandoned() const
{
    const std::lock_guard lock(m_mutex);
    return m_state == State::Abandoned;
}

void ByteQueue::push(const QByteArray &piece)
{
    const std::lock_guard lock(m_mutex);
    if (m_state == State::Open && !piece.isEmpty()) {
        m_pieces.push_back(piece);
        m_size += piece.size();
        m_changed.notify_one();
    }
}

void ByteQueue::finish()
{
    end(State::Finished);
}

void ByteQueue::fail()
{
    end(State::Failed);
}

std::optional<QByteArray> ByteQueue::pop()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_pieces.empty() || m_state != State::Open; });
    if (m_pieces.empty()) {
        return m_state == State::Finished ? std::optional(QByteArray()) : std::nullopt;
    }
    QByteArray piece = std::move(m_pieces.front());
    m_pieces.pop_front();
    m_size -= piece.size();
    return piece;
}

void ByteQueue::abandon()
{
    end(State::Abandoned);
    const std::lock_guard lock(m_mutex);
    m_pieces.clear();
    m_size = 0;
}

/// The first end counts.
void ByteQueue::end(State state)
{
    const std::lock_guard lock(m_mutex);
    if (m_state == State::Open) {
        m_state = state;
        m_changed.notify_one();
    }
}

} // namespace pierhead
