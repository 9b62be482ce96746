#pragma once

#include <QCoreApplication>
#include <QTest>

#include <optional>

namespace pierhead::test {

/// One test class of a test program. A program holds the tests of a folder, and a run of it is of
/// one of them: `tests_archive tarwriter [Qt Test's arguments]`.
///
/// Two static functions of a class are called where it has them: beforeApplication(), and
/// runAsHelper(arguments) for a test that starts this program anew, which returns an exit code
/// where the arguments are for it.
struct TestEntry
{
    /// For a file tests/…/tst_<name>.cpp. `runner` is called with the arguments of Qt Test.
    TestEntry(const char *ofFile, int (*runner)(int argc, char **argv));

    const char *file;
    int (*run)(int argc, char **argv);
    const TestEntry *next;
};

/// Runs the tests of a class under an application of its own.
template <typename Test, typename Application>
int runTest(int argc, char **argv)
{
    if constexpr (requires { Test::beforeApplication(); }) {
        Test::beforeApplication();
    }
    const Application application(argc, argv);
    if constexpr (requires { Test::runAsHelper(QStringList()); }) {
        if (const std::optional<int> code =
                Test::runAsHelper(QCoreApplication::arguments().mid(1))) {
            return *code;
        }
    }
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace pierhead::test

/// Makes a test class known to its program; at the end of its file, in the class's namespace.
#define PIERHEAD_TEST_UNDER(Test, Application)                                                     \
    static const ::pierhead::test::TestEntry entryOf##Test(                                        \
        __FILE__, ::pierhead::test::runTest<Test, Application>);
#define PIERHEAD_TEST(Test) PIERHEAD_TEST_UNDER(Test, QCoreApplication)
