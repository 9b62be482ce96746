#pragma once

#include "httpclient.h"
#include "progressreader.h"
#include "requesttarget.h"

#include <host/base/json.h>

/// What the calls of EngineClient have in common. `doing` is put before the message of an error.
/// Private to host/engine.
namespace pierhead::engine {

[[nodiscard]] Task<Result<HttpResponse>>
request(HttpClient http, HttpRequest message, Text doing, StopToken stop);

/// The response's body as a T.
template <typename T>
[[nodiscard]] Task<Result<T>>
fetch(HttpClient http, HttpRequest message, Text doing, StopToken stop)
{
    PIERHEAD_CO_TRY(response,
                    co_await request(std::move(http), std::move(message), doing, std::move(stop)));
    co_return json::parseAs<T>(response.body).map_error([&doing](Error error) {
        return withContext(doing, std::move(error));
    });
}

/// A request of which only success matters.
[[nodiscard]] Task<Result<void>>
perform(HttpClient http, HttpRequest message, Text doing, StopToken stop);

/// A request that takes something away: that it is gone already is success.
[[nodiscard]] Task<Result<void>> performRemoval(HttpClient http, HttpRequest message, Text doing);

/// A pull, build or load to its end; the reader with what it found.
[[nodiscard]] Task<Result<ProgressReader>>
transfer(HttpClient http, HttpRequest message, ProgressSink progress, Text doing, StopToken stop);

} // namespace pierhead::engine
