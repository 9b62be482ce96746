#include "measure.h"
#include "testprogram.h"

#include <QProcess>
#include <QTest>

#include <guardedtest.h>

namespace pierhead::bench {

/// What it costs to start the program on the command line, which docker does each time it lists its
/// commands, and a shell at each press of Tab.
class CliBenchmark final : public test::GuardedTest
{
    Q_OBJECT

    static constexpr double startLimit = 15;

    static int runs()
    {
        return qEnvironmentVariable("PIERHEAD_BENCH") == QStringLiteral("full") ? 200 : 10;
    }

    static Series start(const QString &program, const QStringList &arguments)
    {
        return measure(runs(), [&program, &arguments] {
            QProcess process;
            process.setStandardErrorFile(QProcess::nullDevice());
            process.start(program, arguments);
            QVERIFY(process.waitForFinished());
            QCOMPARE(process.exitStatus(), QProcess::NormalExit);
            QCOMPARE(process.exitCode(), 0);
        });
    }

private Q_SLOTS:

    void program_started_isThereInAMoment()
    {
        const QString program = QStringLiteral(PIERHEAD_CLI_PROGRAM);
        const QString limit = QStringLiteral("15 ms");
        Table table;
        table.add(QStringLiteral("`/bin/true`"), start(QStringLiteral("/bin/true"), {}));
        table.add(QStringLiteral("`docker-extension version`"),
                  start(program, {QStringLiteral("version")}).median(),
                  startLimit,
                  limit);
        table.add(QStringLiteral("what docker asks of its plug-ins"),
                  start(program, {QStringLiteral("docker-cli-plugin-metadata")}).median(),
                  startLimit,
                  limit);
        // What every other command begins with: the libraries that it needs.
        table.add(QStringLiteral("completion of a word"),
                  start(program, {QStringLiteral("__complete"), QStringLiteral("ins")}));
        table.print();
    }
};

PIERHEAD_TEST(CliBenchmark)

} // namespace pierhead::bench

#include "tst_bench_cli.moc"
