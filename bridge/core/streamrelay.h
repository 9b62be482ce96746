#pragma once

#include "chunksink.h"

#include <host/base/answer.h>

#include <QCoroFuture>
#include <QPointer>

#include <memory>
#include <optional>

namespace pierhead::bridge {

/// Something of the host with signals, on its way to a page's stream: it is there until its end is
/// known, from it or because the page wants no more. Connections of the source may hold the relay.
/// Private to bridge/core.
template <typename Source>
class StreamRelay final
{
public:
    /// `what` is what is cancelled, for people.
    StreamRelay(StreamContext context, std::unique_ptr<Source> source, QString what)
        : m_context(std::move(context))
        , m_source(std::move(source))
        , m_what(std::move(what))
    { }

    /// There until the end.
    [[nodiscard]] Source &source() { return *m_source; }

    [[nodiscard]] ChunkSink &sink() { return *m_context.sink; }

    [[nodiscard]] bool isOver() const { return !m_source || m_end.isGiven(); }

    /// A small chunk, of which the source need not know when it was used.
    void send(const nlohmann::json &data)
    {
        sink().send(data, 1, [] {});
    }

    void end(Result<nlohmann::json> result) { m_end.give(std::move(result)); }

    /// Waits for the end; the source goes then.
    static Task<Result<nlohmann::json>> wait(std::shared_ptr<StreamRelay> relay)
    {
        // A page's calls are stopped on its own thread.
        const auto onStop = [relay = relay.get()] {
            relay->end(cancelled(relay->m_what));
        };
        std::optional<std::stop_callback<decltype(onStop)>> stopping;
        stopping.emplace(relay->m_context.stop, onStop);
        const QFuture<Result<nlohmann::json>> future = relay->m_end.future();
        Result<nlohmann::json> outcome = co_await future;
        stopping.reset();
        relay->m_source.reset();
        co_return outcome;
    }

private:
    StreamContext m_context;
    std::unique_ptr<Source> m_source;
    QString m_what;
    Answer<nlohmann::json> m_end;
};

} // namespace pierhead::bridge
