#include "agentharness.h"
#include "guardedtest.h"
#include "testprogram.h"
#include "waiting.h"

#include <QFileInfo>
#include <QTest>

namespace pierhead {

using test::AgentHarness;
using test::isAlive;

namespace {

const QString ownContainer = QString(64, QLatin1Char('a'));
const QString otherContainer = QString(64, QLatin1Char('b'));

/// More than Linux numbers.
const QString nobody = QStringLiteral("4194304");

} // namespace

/// What the agent's program does with `end`. The control groups that tell whose process it is are
/// tried in real containers; here it is who watches over it.
class EndProcessTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    QProcess m_watcher; ///< as an engine's: it has the container's id in its arguments
    QList<qint64> m_family;

    /// A process below the watcher, with a child and one in a session of its own.
    void startFamily()
    {
        const QString script =
            QStringLiteral("sh -c 'trap \"\" TERM; echo $$; sleep 1000 & echo $!; "
                           "setsid sleep 1000 & echo $!; wait; wait'; read line");
        m_watcher.start(QStringLiteral("sh"),
                        {QStringLiteral("-c"), script, QStringLiteral("watcher"), ownContainer});
        QByteArray told;
        const auto isWhole = [this, &told] {
            told += m_watcher.readAllStandardOutput();
            return told.count('\n') == 3;
        };
        QVERIFY(test::waitFor(isWhole));
        m_family.clear();
        for (const QByteArray &line : told.trimmed().split('\n')) {
            m_family.append(line.toLongLong());
        }
    }

    /// The exit code of the program with these arguments.
    [[nodiscard]] static int run(const QStringList &arguments)
    {
        AgentHarness agent; // knows the program
        QProcess program;
        program.start(agent.process().program(), agent.process().arguments() + arguments);
        return program.waitForFinished() && program.exitStatus() == QProcess::NormalExit
            ? program.exitCode()
            : -1;
    }

    [[nodiscard]] int end(const QString &container) const
    {
        return run({QStringLiteral("end"), QString::number(m_family.front()), container});
    }

private Q_SLOTS:

    void cleanup()
    {
        if (m_watcher.state() != QProcess::NotRunning) {
            m_watcher.closeWriteChannel();
            QVERIFY(m_watcher.waitForFinished());
        }
        GuardedTest::cleanup();
    }

    void process_ofTheContainer_endsWithAllBelow()
    {
        startFamily();
        QCOMPARE(m_family.size(), 3);
        QCOMPARE(end(otherContainer), 1);
        for (const qint64 member : m_family) {
            QVERIFY(isAlive(member));
        }
        QCOMPARE(end(ownContainer), 0);
        for (const qint64 member : m_family) {
            QVERIFY(!isAlive(member));
        }
        QCOMPARE(m_watcher.state(), QProcess::Running);
        // It has ended already.
        QTRY_VERIFY(!QFileInfo::exists(QStringLiteral("/proc/%1").arg(m_family.front())));
        QCOMPARE(end(ownContainer), 0);
    }

    void number_ofNobody_isSuccess()
    {
        QCOMPARE(run({QStringLiteral("end"), nobody, ownContainer}), 0);
    }

    void arguments_withoutAMeaning_areRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const QString end = QStringLiteral("end");
        QTest::newRow("another word") << QStringList{QStringLiteral("go"), nobody, ownContainer};
        QTest::newRow("too few") << QStringList{end, nobody};
        QTest::newRow("too many") << QStringList{end, nobody, ownContainer, ownContainer};
        QTest::newRow("no number") << QStringList{end, QString(), ownContainer};
        QTest::newRow("more than a number")
            << QStringList{end, QStringLiteral("4194304x"), ownContainer};
        QTest::newRow("a group") << QStringList{end, QStringLiteral("-4194304"), ownContainer};
        QTest::newRow("the first process") << QStringList{end, QStringLiteral("1"), ownContainer};
        QTest::newRow("a number too great")
            << QStringList{end, QStringLiteral("99999999999"), ownContainer};
        QTest::newRow("no id") << QStringList{end, nobody, QString()};
        QTest::newRow("less than an id") << QStringList{end, nobody, QStringLiteral("abc")};
        QTest::newRow("a name") << QStringList{end, nobody, QStringLiteral("sample-container")};
    }

    void arguments_withoutAMeaning_areRefused()
    {
        QFETCH(const QStringList, arguments);
        QCOMPARE(run(arguments), 2);
    }
};

PIERHEAD_TEST(EndProcessTest)

} // namespace pierhead

#include "tst_endprocess.moc"
