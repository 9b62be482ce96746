#include "pacing.h"

#include <host/base/answer.h>

#include <QDateTime>
#include <QLocale>
#include <QTimer>

namespace pierhead::registry {

namespace {

using namespace std::chrono_literals;
using web::WebRequest;
using web::WebResponse;

constexpr int mostRetries = 3;
constexpr std::chrono::seconds longestPause = 30s;

/// Waits, unless a stop comes first.
Task<Result<void>> pauseFor(std::chrono::seconds pause, StopToken stop)
{
    const auto answer = std::make_shared<Answer<void>>();
    const auto timer = std::make_shared<QTimer>();
    timer->setSingleShot(true);
    QObject::connect(timer.get(), &QTimer::timeout, timer.get(), [answer] { answer->give({}); });
    timer->start(pause);
    const auto onStop = [answer] {
        answer->give(cancelled(Text::english("Waiting for the registry")));
    };
    Task<Result<void>> waiting = answerOf(answer->future(), stop, timer.get(), onStop);
    co_return co_await waiting;
}

/// How long the registry wants to be left alone; without a word of its own, longer each time.
std::chrono::seconds wantedPause(const web::ResponseHead &head, int attempt)
{
    const QByteArray value = headerOf(head, "Retry-After");
    bool isNumber = false;
    const int seconds = value.toInt(&isNumber);
    if (isNumber) {
        return std::chrono::seconds(qMax(seconds, 0));
    }
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(value),
                                             QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (date.isValid()) {
        date.setTimeSpec(Qt::UTC);
        return std::chrono::seconds(qMax<qint64>(QDateTime::currentDateTimeUtc().secsTo(date), 0));
    }
    return std::chrono::seconds(1 << attempt);
}

} // namespace

Task<Result<WebResponse>>
askPaced(SharedSession session, WebRequest message, qint64 maximumBytes, StopToken stop)
{
    for (int attempt = 0;; ++attempt) {
        Result<WebResponse> response = co_await session->web.send(message, maximumBytes, stop);
        if (!response || response->head.status != tooManyRequests) {
            co_return response;
        }
        const std::chrono::seconds pause = wantedPause(response->head, attempt);
        if (attempt == mostRetries || pause > longestPause) {
            co_return failure(
                ErrorCode::Timeout,
                Text::english("%1 was asked too much of late. Try again in %2 seconds; with a "
                              "login a registry often allows more. %3")
                    .arg(message.url.host())
                    .arg(qMax<qint64>(pause.count(), 1))
                    .arg(loginHint(session->registry)),
                wordsOf(response->body));
        }
        const Result<void> waited = co_await pauseFor(pause, stop);
        if (!waited) {
            co_return tl::unexpected<Error>(waited.error());
        }
    }
}

} // namespace pierhead::registry
