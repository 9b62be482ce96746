#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

namespace pierhead::test {

/// As QTest::qWaitFor(), which sleeps 10 ms after each look at the events: a page that opens, or
/// talks with the program, does so in many small steps, each of which had to wait for that. Here
/// events are dealt with as they come.
template <typename Predicate>
[[nodiscard]] bool waitFor(Predicate isThere, int milliseconds = 5000)
{
    if (isThere()) {
        return true;
    }
    constexpr int pause = 2;
    const QDeadlineTimer limit(milliseconds);
    bool isMet = false;
    QEventLoop loop;
    QTimer looks;
    looks.setSingleShot(true); // a look may wait for something itself
    QObject::connect(&looks, &QTimer::timeout, &loop, [&] {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        isMet = isThere();
        if (isMet || limit.hasExpired()) {
            loop.quit();
        } else {
            looks.start();
        }
    });
    looks.start(pause);
    loop.exec();
    return isMet;
}

} // namespace pierhead::test
