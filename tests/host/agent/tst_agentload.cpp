#include "agentharness.h"
#include "guardedtest.h"
#include "testprogram.h"

#include <QTest>

namespace pierhead {

using test::AgentHarness;
using test::childrenOf;

namespace {

qint64 residentKilobytes(qint64 pid)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    if (!status.open(QIODevice::ReadOnly)) {
        return -1;
    }
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmRSS:");
    return text.mid(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toLongLong();
}

} // namespace

/// Many commands leave nothing: no descriptor, no zombie, no memory.
class AgentLoadTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void twoThousandCommands_oneAfterTheOther_leaveNothing()
    {
        AgentHarness agent;
        QVERIFY(agent.run({QStringLiteral("true")}).end.has_value());
        const QStringList descriptors = agent.descriptors();
        const qint64 memory = residentKilobytes(agent.pid());
        backend::CommandSpec spec = AgentHarness::spec({QStringLiteral("true")});
        for (int count = 0; count < 2000; ++count) {
            spec.hasInput = count % 2 == 0;
            QVERIFY(agent.waitForEnd(agent.start(spec)));
        }
        QCOMPARE(agent.descriptors(), descriptors);
        QCOMPARE(childrenOf(agent.pid()), QByteArray());
        const qint64 now = residentKilobytes(agent.pid());
        QVERIFY2(now < memory + 512, qPrintable(QStringLiteral("%1 → %2").arg(memory).arg(now)));
    }

    void twoHundredCommands_atOnce_leaveNothing()
    {
        AgentHarness agent;
        QVERIFY(agent.run({QStringLiteral("true")}).end.has_value());
        const QStringList descriptors = agent.descriptors();
        QList<quint32> ids;
        for (int count = 0; count < 200; ++count) {
            backend::CommandSpec spec = AgentHarness::spec({QStringLiteral("cat")});
            spec.hasInput = true;
            ids.append(agent.start(spec));
        }
        for (const quint32 id : ids) {
            agent.write(id, QByteArray::number(id));
            agent.closeInput(id);
        }
        for (const quint32 id : ids) {
            QVERIFY(agent.waitForEnd(id));
            QCOMPARE(agent.record(id).output, QByteArray::number(id));
        }
        QCOMPARE(agent.descriptors(), descriptors);
        QCOMPARE(childrenOf(agent.pid()), QByteArray());
    }

    void manyReadersThatNeverRead_costLittleMemory()
    {
        AgentHarness agent;
        QList<quint32> ids;
        for (int count = 0; count < 50; ++count) {
            ids.append(agent.start(AgentHarness::spec({QStringLiteral("yes")}), 1));
        }
        for (const quint32 id : ids) {
            QVERIFY(agent.waitForOutput(id, "y"));
        }
        const qint64 memory = residentKilobytes(agent.pid());
        QVERIFY2(memory < 4096, qPrintable(QString::number(memory)));
    }

    void descriptorsUsedUp_isAnErrorOfTheCommandAlone()
    {
        AgentHarness agent;
        // Through its parent, since the agent may use as many as the hard limit allows.
        QProcess limit;
        limit.start(QStringLiteral("prlimit"),
                    {QStringLiteral("--pid"),
                     QString::number(agent.pid()),
                     QStringLiteral("--nofile=40:40")});
        QVERIFY(limit.waitForFinished());
        QList<quint32> ids;
        for (int count = 0; count < 20; ++count) {
            ids.append(agent.start(AgentHarness::shell(QStringLiteral("sleep 1000"))));
        }
        for (const quint32 id : ids) {
            QVERIFY(agent.waitForStarted(id));
        }
        QVERIFY(agent.record(ids.last()).failure.has_value());
        QCOMPARE(agent.record(ids.last()).failure->step, agent::FailedStep::Resources);
        agent.close(ids.first());
        QVERIFY(agent.waitForEnd(ids.first()));
        QVERIFY(agent.run({QStringLiteral("true")}).end.has_value());
    }
};

PIERHEAD_TEST(AgentLoadTest)

} // namespace pierhead

#include "tst_agentload.moc"
