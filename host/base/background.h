#pragma once

#include "async.h"

#include <QCoroFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <type_traits>

namespace pierhead {

/// Runs `work` (disk, archives: what takes time and no event loop) on a pool thread; the answer
/// comes back on the caller's thread. `work` owns all it uses.
template <typename Work>
[[nodiscard]] Task<std::invoke_result_t<Work>> runInBackground(Work work)
{
    using Outcome = std::invoke_result_t<Work>;
    const auto promise = std::make_shared<QPromise<Outcome>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)]() mutable {
        promise->addResult(work());
        promise->finish();
    });
    co_return co_await promise->future();
}

} // namespace pierhead
