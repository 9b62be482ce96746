#include "enginetest.h"
#include "programrun.h"
#include "result.h"
#include "testprogram.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace pierhead::test {

namespace {

const QString killedOne = QStringLiteral("killed/sample:1");
const QString killedTwo = QStringLiteral("killed/sample:2");
const QString killedCompose = QStringLiteral("killed/sample:3"); ///< of two services

QMap<QString, QByteArray> killedContext(const QByteArray &version)
{
    return {{QStringLiteral("Dockerfile"),
             "FROM alpine:3.15\n"
             "LABEL org.opencontainers.image.title=KilledSample"
             " com.docker.desktop.extension.api.version=0.3.4\n"
             "COPY metadata.json icon.svg version tool /\nCOPY ui /ui\n"
             "CMD [\"sh\", \"-c\", \"trap exit TERM; sleep 100000 & wait\"]\n"},
            {QStringLiteral("metadata.json"),
             R"({"icon": "icon.svg", "vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"},
                "ui": {"dashboard-tab": {"title": "Sample", "root": "ui", "src": "index.html"}},
                "host": {"binaries": [{"linux": [{"path": "/tool"}]}]}})"},
            {QStringLiteral("icon.svg"), "<svg/>"},
            {QStringLiteral("ui/index.html"), version},
            {QStringLiteral("tool"), "#!/bin/sh\n"},
            {QStringLiteral("version"), version}};
}

QMap<QString, QByteArray> killedComposeContext(const QByteArray &version)
{
    QMap<QString, QByteArray> files = killedContext(version);
    files[QStringLiteral("metadata.json")].replace(R"("image": "${DESKTOP_PLUGIN_IMAGE}")",
                                                   R"("composefile": "compose.yaml")");
    files[QStringLiteral("Dockerfile")].replace("COPY ui /ui", "COPY compose.yaml /\nCOPY ui /ui");
    files[QStringLiteral("compose.yaml")] = "services:\n"
                                            "  web:\n    image: ${DESKTOP_PLUGIN_IMAGE}\n"
                                            "  queue:\n    image: ${DESKTOP_PLUGIN_IMAGE}\n";
    return files;
}

} // namespace

/// The program is killed, as by `kill -9`, after each step of an install, an update and a removal;
/// the next run of it puts right what is left.
class KilledInstallTest final : public EngineTest
{
    Q_OBJECT

    QTemporaryDir m_programFolder;

    [[nodiscard]] static ProgramRun call(const QStringList &arguments)
    {
        return runCli(QStringList{QStringLiteral("--engine"), addressText()} + arguments);
    }

    [[nodiscard]] static QStringList install(const QString &reference)
    {
        return {QStringLiteral("install"), QStringLiteral("-f"), reference};
    }

    [[nodiscard]] static QStringList rm() { return {QStringLiteral("rm"), killedOne}; }

    [[nodiscard]] static QStringList force() { return rm() + QStringList{QStringLiteral("-f")}; }

    /// Runs the program, which is to die at the point; the signal that it died by, or 0.
    [[nodiscard]] static int signalAt(const QString &point, const QStringList &arguments)
    {
        QProcess process;
        process.setProcessEnvironment(
            programEnvironment({{QStringLiteral("PIERHEAD_FAULT"), point}}));
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(programPath(),
                      QStringList{QStringLiteral("--engine"), addressText()} + arguments);
        process.waitForFinished(60'000);
        return process.exitStatus() == QProcess::CrashExit ? process.exitCode() : 0;
    }

    /// What the backend and the page on the disk say of their version: "one one".
    [[nodiscard]] QString versions() const
    {
        const ProgramRun backend = call({QStringLiteral("exec"),
                                         QStringLiteral("killed/sample"),
                                         QStringLiteral("cat"),
                                         QStringLiteral("/version")});
        QFile page(storeFolder() + QStringLiteral("/killed_sample/current/ui/ui/index.html"));
        const QByteArray text = page.open(QIODevice::ReadOnly) ? page.readAll() : QByteArray();
        return (backend.exitCode == 0 ? backend.output : QString::fromUtf8(backend.describe()))
            + QLatin1Char(' ') + QString::fromUtf8(text);
    }

    [[nodiscard]] QString storeFolder() const
    {
        return home() + QStringLiteral("/data/extensions");
    }

    [[nodiscard]] static bool isListed()
    {
        const ProgramRun listed = call({QStringLiteral("ls")});
        return listed.exitCode == 0 && listed.output.contains(QStringLiteral("killed/sample:"));
    }

    /// Files of the program, wherever, and what is in extensions/.
    [[nodiscard]] QStringList left() const
    {
        QStringList found =
            QDir(storeFolder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        QDirIterator files(
            home(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            found.append(files.next());
        }
        return found;
    }

    static QByteArray failureOf(const QStringList &arguments)
    {
        const ProgramRun run = call(arguments);
        return run.exitCode == 0 ? QByteArray() : run.describe();
    }

    static void addRows(std::initializer_list<std::pair<const char *, bool>> points)
    {
        QTest::addColumn<QString>("point");
        QTest::addColumn<bool>("isNew"); // the new state counts
        for (const auto &[point, isNew] : points) {
            QTest::newRow(point) << QString::fromLatin1(point) << isNew;
        }
    }

private Q_SLOTS:

    void initTestCase()
    {
        QVERIFY(copyProgram(m_programFolder.path()));
        VERIFY_RESULT(buildImage(killedOne, killedContext("one")));
        VERIFY_RESULT(buildImage(killedTwo, killedContext("two")));
        VERIFY_RESULT(buildImage(killedCompose, killedComposeContext("three")));
    }

    void firstInstall_killed_isTakenBack_data()
    {
        addRows({{"claimed", false},
                 {"brought", false},
                 {"staged", false},
                 {"metadata-copied", false},
                 {"/icon", false},
                 {"/ui/dashboard-tab/root", false},
                 {"/host/binaries", false},
                 {"images-brought", false},
                 {"network-made", false},
                 {"container-made", false},
                 {"backend-up", false},
                 {"readers-closed", false},
                 {"recorded", true},
                 {"switched", true}});
    }

    void firstInstall_killed_isTakenBack()
    {
        QFETCH(QString, point);
        QFETCH(bool, isNew);
        QCOMPARE(signalAt(point, install(killedOne)), SIGKILL);
        QCOMPARE(isListed(), isNew);
        QCOMPARE(failureOf(install(killedTwo)), QByteArray());
        QCOMPARE(versions(), QStringLiteral("two two"));
        QCOMPARE(failureOf(rm()), QByteArray());
        QCOMPARE(left(), QStringList());
    }

    void firstInstall_killed_canBeRemoved_data()
    {
        addRows({{"staged", false}, {"container-made", false}, {"backend-up", false}});
    }

    void firstInstall_killed_canBeRemoved()
    {
        QFETCH(QString, point);
        QCOMPARE(signalAt(point, install(killedOne)), SIGKILL);
        QCOMPARE(failureOf(rm()), QByteArray());
        QCOMPARE(left(), QStringList());
    }

    void update_killed_leavesOneThatWorks_data()
    {
        addRows({{"claimed", false},
                 {"brought", false},
                 {"staged", false},
                 {"/ui/dashboard-tab/root", false},
                 {"images-brought", false},
                 {"former-backend-down", false},
                 {"network-made", false},
                 {"container-made", false},
                 {"backend-up", false},
                 {"readers-closed", false},
                 {"recorded", true},
                 {"switched", true}});
    }

    void update_killed_leavesOneThatWorks()
    {
        QFETCH(QString, point);
        QFETCH(bool, isNew);
        QCOMPARE(failureOf(install(killedOne)), QByteArray());
        QCOMPARE(signalAt(point, install(killedTwo)), SIGKILL);
        QVERIFY(isListed());
        QCOMPARE(versions(), isNew ? QStringLiteral("two two") : QStringLiteral("one one"));
        QCOMPARE(failureOf(rm()), QByteArray());
        QCOMPARE(left(), QStringList());
    }

    void composeFirstInstall_killed_isTakenBack_data()
    {
        addRows({{"images-brought", false}, {"backend-up", false}, {"recorded", true}});
    }

    void composeFirstInstall_killed_isTakenBack()
    {
        QFETCH(QString, point);
        QFETCH(bool, isNew);
        QCOMPARE(signalAt(point, install(killedCompose)), SIGKILL);
        QCOMPARE(isListed(), isNew);
        QCOMPARE(failureOf(install(killedTwo)), QByteArray());
        QCOMPARE(versions(), QStringLiteral("two two"));
        QCOMPARE(failureOf(rm()), QByteArray());
        QCOMPARE(left(), QStringList());
    }

    void composeUpdate_killed_leavesOneThatWorks_data()
    {
        QTest::addColumn<QString>("former");
        QTest::addColumn<QString>("next");
        QTest::addColumn<QString>("point");
        QTest::addColumn<QString>("works");
        for (const char *point : {"former-backend-down", "backend-up"}) {
            QTest::addRow("to compose: %s", point)
                << killedOne << killedCompose << QString::fromLatin1(point)
                << QStringLiteral("one one");
            QTest::addRow("from compose: %s", point)
                << killedCompose << killedOne << QString::fromLatin1(point)
                << QStringLiteral("three three");
        }
        QTest::newRow("to compose: recorded")
            << killedOne << killedCompose << QStringLiteral("recorded")
            << QStringLiteral("three three");
    }

    void composeUpdate_killed_leavesOneThatWorks()
    {
        QFETCH(QString, former);
        QFETCH(QString, next);
        QFETCH(QString, point);
        QFETCH(QString, works);
        QCOMPARE(failureOf(install(former)), QByteArray());
        QCOMPARE(signalAt(point, install(next)), SIGKILL);
        QCOMPARE(versions(), works);
        QCOMPARE(failureOf(rm()), QByteArray());
        QCOMPARE(left(), QStringList());
    }

    void rollback_killed_leavesOneThatWorks_data()
    {
        // The steps are those of an update.
        addRows({{"former-backend-down", false}, {"recorded", true}});
    }

    void rollback_killed_leavesOneThatWorks()
    {
        QFETCH(QString, point);
        QFETCH(bool, isNew);
        QCOMPARE(failureOf(install(killedOne)), QByteArray());
        QCOMPARE(failureOf(install(killedTwo)), QByteArray());
        QCOMPARE(signalAt(point, {QStringLiteral("rollback"), QStringLiteral("killed/sample")}),
                 SIGKILL);
        QVERIFY(isListed());
        QCOMPARE(versions(), isNew ? QStringLiteral("one one") : QStringLiteral("two two"));
        QCOMPARE(failureOf(rm()), QByteArray());
        QCOMPARE(left(), QStringList());
    }

    /// Two deaths: of the update, and of what was to put it right.
    void repair_killed_isDoneByTheNext_data()
    {
        addRows(
            {{"former-backend-down", false}, {"network-made", false}, {"container-made", false}});
    }

    void repair_killed_isDoneByTheNext()
    {
        QFETCH(QString, point);
        QCOMPARE(failureOf(install(killedOne)), QByteArray());
        QCOMPARE(signalAt(QStringLiteral("backend-up"), install(killedTwo)), SIGKILL);
        QCOMPARE(
            signalAt(
                point,
                {QStringLiteral("exec"), QStringLiteral("killed/sample"), QStringLiteral("true")}),
            SIGKILL);
        QCOMPARE(versions(), QStringLiteral("one one"));
        QCOMPARE(failureOf(install(killedTwo)), QByteArray());
        QCOMPARE(versions(), QStringLiteral("two two"));
        QCOMPARE(failureOf(rm()), QByteArray());
        QCOMPARE(left(), QStringList());
    }

    void removal_killed_isFinished_data()
    {
        addRows({{"removal-noted", false},
                 {"service-removed", false},
                 {"secrets-removed", false},
                 {"record-removed", true},
                 {"folder-removed", true}});
    }

    void removal_killed_isFinished()
    {
        QFETCH(QString, point);
        QFETCH(bool, isNew);
        QCOMPARE(failureOf(install(killedOne)), QByteArray());
        QCOMPARE(signalAt(point, rm()), SIGKILL);
        QCOMPARE(isListed(), !isNew);
        QCOMPARE(failureOf(install(killedTwo)), QByteArray());
        QCOMPARE(versions(), QStringLiteral("two two"));
        QCOMPARE(failureOf(rm()), QByteArray());
        QCOMPARE(left(), QStringList());
    }

    void composeRemoval_killed_isFinished_data()
    {
        addRows({{"removal-noted", false}, {"service-removed", false}, {"record-removed", true}});
    }

    void composeRemoval_killed_isFinished()
    {
        QFETCH(QString, point);
        QFETCH(bool, isNew);
        QCOMPARE(failureOf(install(killedCompose)), QByteArray());
        QCOMPARE(signalAt(point, rm()), SIGKILL);
        QCOMPARE(isListed(), !isNew);
        QCOMPARE(failureOf(install(killedCompose)), QByteArray());
        QCOMPARE(versions(), QStringLiteral("three three"));
        QCOMPARE(failureOf(rm()), QByteArray());
        QCOMPARE(left(), QStringList());
    }

    void forcedRemoval_killed_isFinishedByTheNext_data()
    {
        QTest::addColumn<QString>("point");
        QTest::addColumn<QString>("installed");
        QTest::addColumn<QStringList>("next");
        const QStringList other{QStringLiteral("restart"), QStringLiteral("nobody")};
        QTest::newRow("removal-noted") << "removal-noted" << killedOne << other;
        QTest::newRow("service-removed") << "service-removed" << killedCompose << other;
        QTest::newRow("secrets-removed") << "secrets-removed" << killedOne << install(killedTwo);
        QTest::newRow("record-removed") << "record-removed" << killedCompose << force();
        QTest::newRow("folder-removed") << "folder-removed" << killedOne << other;
    }

    void forcedRemoval_killed_isFinishedByTheNext()
    {
        QFETCH(QString, point);
        QFETCH(QString, installed);
        QFETCH(QStringList, next);
        QCOMPARE(failureOf(install(installed)), QByteArray());
        QCOMPARE(signalAt(point, force()), SIGKILL);
        const ProgramRun run = call(next);
        if (next.contains(killedTwo)) {
            QCOMPARE(versions(), QStringLiteral("two two"));
            QCOMPARE(failureOf(rm()), QByteArray());
        }
        QVERIFY2(!isListed(), run.describe());
        QVERIFY2(left().isEmpty(), run.describe());
    }

    /// The command that comes next need not be of the same extension.
    void removal_killed_isFinishedByAnyCommand()
    {
        QCOMPARE(failureOf(install(killedOne)), QByteArray());
        QCOMPARE(signalAt(QStringLiteral("service-removed"), rm()), SIGKILL);
        const ProgramRun restart = call({QStringLiteral("restart"), QStringLiteral("nobody")});
        QVERIFY2(restart.errors.contains(QStringLiteral("\"nobody\" is not installed")),
                 restart.describe());
        QVERIFY(!isListed());
        QCOMPARE(left(), QStringList());
    }
};

PIERHEAD_TEST(KilledInstallTest)

} // namespace pierhead::test

#include "tst_killedinstall.moc"
