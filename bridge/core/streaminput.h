#pragma once

#include <host/base/json.h>

#include <deque>
#include <functional>
#include <memory>

namespace pierhead::bridge {

/// What a page writes to one of its streams, on its way to the stream's handler. The page is told
/// of each piece when the handler has dealt with it, and keeps to a few that are under way.
class StreamInput final
{
public:
    /// To be called once the piece is dealt with, by the thread of the page.
    using Taken = std::function<void()>;
    using Receiver = std::function<void(const nlohmann::json &data, Taken taken)>;

    /// More than this under way is refused: the page's end never has so much.
    static constexpr qsizetype limitBytes = 32LL * 1024 * 1024;

    /// `acknowledge` tells the page that one more piece is dealt with.
    explicit StreamInput(Taken acknowledge);
    Q_DISABLE_COPY_MOVE(StreamInput)
    ~StreamInput() = default;

    /// Whom to hand it to; what has come before is handed over at once.
    void setReceiver(Receiver receiver);
    /// A piece of `bytes` from the page; false where there is too much.
    [[nodiscard]] bool take(nlohmann::json data, qsizetype bytes);
    /// The stream is over: nothing is handed on or acknowledged any more.
    void close();

private:
    struct State
    {
        Taken acknowledge;
        qsizetype bytesUnderWay = 0;
    };

    void hand(const nlohmann::json &data, qsizetype bytes);

    std::shared_ptr<State> m_state;
    Receiver m_receiver;
    std::deque<std::pair<nlohmann::json, qsizetype>> m_waiting;
};

} // namespace pierhead::bridge
