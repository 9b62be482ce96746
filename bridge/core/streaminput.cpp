#include "streaminput.h"

#include <memory>
#include <utility>

namespace pierhead::bridge {

StreamInput::StreamInput(Taken acknowledge)
    : m_state(std::make_shared<State>(State{std::move(acknowledge)}))
{ }

void StreamInput::setReceiver(Receiver receiver)
{
    m_receiver = std::move(receiver);
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &[data, bytes] : waiting) {
        hand(data, bytes);
    }
}

bool StreamInput::take(nlohmann::json data, qsizetype bytes)
{
    if (!m_state) {
        return true; // nobody wants it any more
    }
    if (m_state->bytesUnderWay + bytes > limitBytes) {
        return false;
    }
    m_state->bytesUnderWay += bytes;
    if (m_receiver) {
        hand(data, bytes);
    } else {
        m_waiting.emplace_back(std::move(data), bytes);
    }
    return true;
}

void StreamInput::close()
{
    m_state.reset();
    m_waiting.clear();
    m_receiver = {};
}

void StreamInput::hand(const nlohmann::json &data, qsizetype bytes)
{
    if (!m_receiver) {
        return; // closed by the one who got the piece before
    }
    // A copy, because the receiver may close this, and go with it.
    const Receiver receiver = m_receiver;
    receiver(data, [weak = std::weak_ptr<State>(m_state), bytes, isTaken = false]() mutable {
        const std::shared_ptr<State> state = weak.lock();
        if (state && !std::exchange(isTaken, true)) {
            state->bytesUnderWay -= bytes;
            state->acknowledge();
        }
    });
}

} // namespace pierhead::bridge
