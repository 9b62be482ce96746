#pragma once

#include <host/base/async.h>

#include <QCoroTask>
#include <QTest>

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

/// Waits for a task in a test (which may block; nothing else may).
template <typename T>
[[nodiscard]] T await(Task<T> task)
{
    return QCoro::waitFor(std::move(task));
}

} // namespace pierhead::test
