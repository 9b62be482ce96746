#pragma once

#include "async.h"

#include <QCoroFuture>
#include <QFuture>
#include <QObject>
#include <QPromise>

#include <utility>

namespace pierhead {

/// Something that a coroutine waits for and several may answer (an end, a failure, a stop): the
/// first one counts. Not for several threads. Wait with
/// `const QFuture<Result<T>> future = answer.future(); co_await future`, or with answerOf().
template <typename T>
class Answer final
{
public:
    Answer() { m_promise.start(); }

    Answer(Answer &&) noexcept = default;
    Answer &operator=(Answer &&) noexcept = default;
    Q_DISABLE_COPY(Answer)
    ~Answer() = default;

    void give(Result<T> result)
    {
        if (!std::exchange(m_isGiven, true)) {
            m_promise.addResult(std::move(result));
            m_promise.finish();
        }
    }

    [[nodiscard]] bool isGiven() const { return m_isGiven; }

    [[nodiscard]] QFuture<Result<T>> future() const { return m_promise.future(); }

private:
    QPromise<Result<T>> m_promise;
    bool m_isGiven = false;
};

/// Waits for an answer. Until it is given a stop, from whichever thread, calls `action` on the
/// thread of `object`, which is there for as long.
template <typename T, typename Action>
[[nodiscard]] Task<Result<T>>
answerOf(QFuture<Result<T>> future, StopToken stop, QObject *object, Action action)
{
    const auto onStop = [object, action] {
        QMetaObject::invokeMethod(object, action);
    };
    const std::stop_callback stopping(stop, onStop);
    co_return co_await future;
}

} // namespace pierhead
