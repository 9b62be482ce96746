#pragma once

#include <host/base/async.h>

#include <QCoroTask>
#include <QTest>

#include <optional>

/// Fails the test with the error's own words where `result` holds one.
#define VERIFY_RESULT(result)                                                                      \
    do {                                                                                           \
        const auto &verified = (result);                                                           \
        if (!verified) {                                                                           \
            QFAIL(qPrintable(verified.error().message + QLatin1Char('\n')                          \
                             + verified.error().detail));                                          \
        }                                                                                          \
    } while (false)

/// Fails the test unless `result` holds an error of the code.
#define COMPARE_ERROR(result, expectedCode)                                                        \
    do {                                                                                           \
        const auto &compared = (result);                                                           \
        QVERIFY2(!compared, "a result where an error was expected");                               \
        QVERIFY2(compared.error().code == (expectedCode),                                          \
                 qPrintable(pierhead::wireName(compared.error().code) + QStringLiteral(": ")       \
                            + compared.error().message));                                          \
    } while (false)

namespace pierhead::test {

/// Puts the task's answer where await() finds it.
template <typename T>
Task<void> keepAnswer(Task<T> task, std::optional<T> *answer)
{
    answer->emplace(co_await std::move(task));
}

/// Waits for a task in a test (which may block; nothing else may). QCoro::waitFor() alone wants
/// answers that can be made from nothing.
template <typename T>
[[nodiscard]] T await(Task<T> task)
{
    std::optional<T> answer;
    QCoro::waitFor(keepAnswer(std::move(task), &answer));
    return std::move(*answer);
}

} // namespace pierhead::test
