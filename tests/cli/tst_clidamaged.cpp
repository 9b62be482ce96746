#include "damagedbench.h"
#include "guardedtest.h"
#include "result.h"
#include "runningprogram.h"
#include "storedextension.h"
#include "testprogram.h"
#include "waiting.h"

#include <host/extensions/extensionstore.h>

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/stat.h>

namespace pierhead::test {

namespace {

const QString sampleFolder = QStringLiteral("org_sample");
const QString sampleKey = QStringLiteral("org/sample");
const QString sampleContainer = QStringLiteral("org_sample-desktop-extension-service");
const QString otherContainer = QStringLiteral("org_other-desktop-extension-service");

} // namespace

/// The commands where install.json, the files or the clock are not as an install left them.
class CliDamagedTest final : public GuardedTest
{
    Q_OBJECT

private:
    QTemporaryDir m_programFolder;

    static QStringList install()
    {
        return {QStringLiteral("install"), QStringLiteral("-f"), QStringLiteral("org/sample:1")};
    }

    static QStringList rm(const QString &key = sampleKey) { return {QStringLiteral("rm"), key}; }

    static QStringList force(const QString &key = sampleKey)
    {
        return {QStringLiteral("rm"), QStringLiteral("--force"), key};
    }

    static Result<std::unique_ptr<QLockFile>> lockAsTheWindow()
    {
        const auto id = extensions::ExtensionId::parse(sampleKey).value();
        return extensions::ExtensionStore(Paths::fromEnvironment()).lock(id);
    }

    /// The exit code of a run whose user is stopped by the modes of files.
    static int callUnprivileged(DamagedBench &bench, const QStringList &arguments)
    {
        QProcess process;
        process.setProcessEnvironment(programEnvironment());
        process.setStandardInputFile(QProcess::nullDevice());
        process.setChildProcessModifier([] {
            ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
            ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
        });
        process.start(programPath(),
                      QStringList{QStringLiteral("--engine"), bench.engine().address().toString()}
                          + arguments);
        const auto isDone = [&process] {
            return process.state() == QProcess::NotRunning;
        };
        return test::waitFor(isDone, 30'000) ? process.exitCode() : -1;
    }

    [[nodiscard]] QString noteOfSample() const
    {
        return home() + QStringLiteral("/data/underway/org_sample.json");
    }

    /// Where links lead to.
    [[nodiscard]] QString elsewhere() const { return home() + QStringLiteral("/elsewhere"); }

    void damageSample(DamagedBench &bench, const QString &damage) const
    {
        const QString folder = bench.folder(sampleFolder);
        const QString record = folder + QStringLiteral("/install.json");
        if (damage == QLatin1String("record gone")) {
            QVERIFY(QFile::remove(record));
        } else if (damage == QLatin1String("record broken")) {
            writeFile(record, "[");
        } else if (damage == QLatin1String("record newer")) {
            bench.changeRecord(sampleFolder, "formatVersion", 99);
        } else if (damage == QLatin1String("metadata gone")) {
            QVERIFY(QFile::remove(folder + QStringLiteral("/current/metadata.json")));
        } else if (damage == QLatin1String("folder gone")) {
            QVERIFY(QDir(folder).removeRecursively());
        } else if (damage == QLatin1String("folder is a file")) {
            QVERIFY(QDir(folder).removeRecursively());
            writeFile(folder, "a file");
        } else if (damage == QLatin1String("folder is a link")) {
            QVERIFY(QFile::rename(folder, elsewhere()));
            QVERIFY(QFile::link(elsewhere(), folder));
        } else if (damage == QLatin1String("note broken")) {
            writeFile(noteOfSample(), "{");
        } else if (damage == QLatin1String("note is a link")) {
            writeFile(elsewhere() + QStringLiteral("/install.json"), "of somebody else");
            QVERIFY(QFile::link(elsewhere() + QStringLiteral("/install.json"), noteOfSample()));
        } else if (damage == QLatin1String("containers gone")) {
            const ProgramRun run = bench.call(force());
            QVERIFY2(run.exitCode == 0, run.describe());
            writeFile(record, "{"); // all that is left of it
        }
    }

    void checkGone(const DamagedBench &bench, const QString &damage) const
    {
        const QString folder = bench.folder(sampleFolder);
        QVERIFY(!QFileInfo::exists(folder) && !QFileInfo(folder).isSymLink());
        QVERIFY(!QFileInfo::exists(noteOfSample()) && !QFileInfo(noteOfSample()).isSymLink());
        QCOMPARE(bench.containers(), QStringList{otherContainer});
        const QByteArray there = readFile(elsewhere() + QStringLiteral("/install.json"));
        QCOMPARE(!there.isEmpty(), damage.endsWith(QLatin1String("is a link")));
        QCOMPARE(there == "of somebody else", damage == QLatin1String("note is a link"));
        QCOMPARE(bench.findings().join(QLatin1Char('\n')), QString());
    }

private Q_SLOTS:

    void initTestCase() { QVERIFY(copyProgram(m_programFolder.path())); }

    void brokenRecord_othersWork_andInstallMendsIt()
    {
        DamagedBench bench(home());
        QCOMPARE(bench.install(), QByteArray());
        writeFile(bench.folder(sampleFolder) + QStringLiteral("/install.json"), "{\"id\": \"org");
        const ProgramRun listed = bench.call({QStringLiteral("ls")});
        QCOMPARE(listed.exitCode, 0);
        QVERIFY2(listed.output.contains(QStringLiteral("org/other:1")), listed.describe());
        QVERIFY2(!listed.output.contains(QStringLiteral("org/sample:1")), listed.describe());
        QVERIFY2(listed.errors.contains(QStringLiteral("org_sample is left out")),
                 listed.describe());
        QCOMPARE(bench.findings(),
                 QStringList{QStringLiteral("install-broken data/extensions/org_sample open")});
        const ProgramRun installed = bench.call(install());
        QVERIFY2(installed.exitCode == 0, installed.describe());
        QCOMPARE(bench.findings().join(QLatin1Char('\n')), QString());
    }

    void newerRecord_isNeverOverwritten()
    {
        DamagedBench bench(home());
        QCOMPARE(bench.install(), QByteArray());
        bench.changeRecord(sampleFolder, "formatVersion", 99);
        bench.changeRecord(sampleFolder, "version", nlohmann::json::array());
        const QByteArray before = bench.record(sampleFolder);
        const QStringList update{
            QStringLiteral("update"), QStringLiteral("-f"), QStringLiteral("org/sample:1")};
        for (const QStringList &command : {install(), rm(), update}) {
            const ProgramRun run = bench.call(command);
            QCOMPARE(run.exitCode, 1);
            QVERIFY2(run.errors.contains(QStringLiteral("a newer Pierhead wrote it"))
                         || command == update,
                     run.describe());
            QCOMPARE(bench.record(sampleFolder), before);
        }
        QCOMPARE(bench.containers(), (QStringList{otherContainer, sampleContainer}));
        QVERIFY(bench.findings().contains(
            QStringLiteral("install-newer data/extensions/org_sample open")));
        const ProgramRun forced = bench.call(force());
        QVERIFY2(forced.exitCode == 0, forced.describe());
        QVERIFY(!QFileInfo::exists(bench.folder(sampleFolder)));
        QCOMPARE(bench.containers(), QStringList{otherContainer});
    }

    void clockSetBack_everythingWorks()
    {
        DamagedBench bench(home());
        QCOMPARE(bench.install(), QByteArray());
        const auto setBack = [&bench] {
            bench.changeRecord(sampleFolder, "installedAt", "2099-01-01T00:00:00Z");
        };
        const QString note = QStringLiteral("clock org/sample open");
        QVERIFY(!bench.notes().contains(note));
        setBack();
        QVERIFY(bench.notes().contains(note));
        QCOMPARE(bench.findings().join(QLatin1Char('\n')), QString());
        const QString update = QStringLiteral("update");
        const QString force = QStringLiteral("-f");
        for (const QStringList &command :
             {QStringList{QStringLiteral("ls")},
              QStringList{QStringLiteral("info"), sampleKey},
              QStringList{update, QStringLiteral("--check")},
              QStringList{update, force, QStringLiteral("org/sample:2")},
              QStringList{QStringLiteral("rollback"), sampleKey},
              install(),
              rm()}) {
            setBack();
            const ProgramRun run = bench.call(command);
            QVERIFY2(run.exitCode == 0, command.join(QLatin1Char(' ')).toUtf8() + run.describe());
        }
    }

    /// Of a process that is gone, taken at a time that is to come.
    void staleLockOfTheFuture_isTaken()
    {
        DamagedBench bench(home());
        const QString lock = home() + QStringLiteral("/data/locks/org_sample.lock");
        QProcess gone;
        gone.start(QStringLiteral("true"), QStringList());
        QVERIFY(gone.waitForStarted());
        const qint64 pid = gone.processId();
        QVERIFY(gone.waitForFinished());
        writeFile(lock,
                  QByteArray::number(pid) + "\ndocker-extension\n"
                      + QSysInfo::machineHostName().toUtf8() + "\n" + QSysInfo::machineUniqueId()
                      + "\n" + QSysInfo::bootUniqueId() + "\n");
        QFile file(lock);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTimeUtc().addYears(10),
                                 QFileDevice::FileModificationTime));
        file.close();
        QCOMPARE(bench.install(), QByteArray());
    }

    void lockOfTheWindow_isAConflictForAllThatChange()
    {
        DamagedBench bench(home());
        QCOMPARE(bench.install(), QByteArray());
        auto lock = lockAsTheWindow();
        VERIFY_RESULT(lock);
        const QByteArray before = bench.record(sampleFolder);
        for (const QStringList &command : {install(), rm(), force()}) {
            const ProgramRun run = bench.call(command);
            QCOMPARE(run.exitCode, 1);
            QVERIFY2(run.errors.contains(
                         QStringLiteral("(process %1 on").arg(QCoreApplication::applicationPid())),
                     run.describe());
        }
        QCOMPARE(bench.record(sampleFolder), before);
        QCOMPARE(bench.findings().join(QLatin1Char('\n')), QString());
        lock->reset();
        const ProgramRun removed = bench.call(rm());
        QVERIFY2(removed.exitCode == 0, removed.describe());
    }

    void force_whateverIsDamaged_removesIt_data()
    {
        QTest::addColumn<QString>("damage");
        for (const char *damage : {"nothing",
                                   "record gone",
                                   "record broken",
                                   "record newer",
                                   "metadata gone",
                                   "folder gone",
                                   "folder is a file",
                                   "folder is a link",
                                   "note broken",
                                   "note is a link",
                                   "containers gone"}) {
            QTest::newRow(damage) << QString::fromLatin1(damage);
        }
    }

    void force_whateverIsDamaged_removesIt()
    {
        QFETCH(QString, damage);
        DamagedBench bench(home());
        QCOMPARE(bench.install(), QByteArray());
        damageSample(bench, damage);
        const ProgramRun run = bench.call(force());
        QVERIFY2(run.exitCode == 0, run.describe());
        QVERIFY2(run.output.endsWith(QStringLiteral(" removed\n")), run.describe());
        checkGone(bench, damage);
    }

    void force_killed_isFinishedByTheNext_data()
    {
        QTest::addColumn<QString>("damage");
        for (const char *damage :
             {"nothing", "record broken", "record newer", "folder is a link"}) {
            QTest::newRow(damage) << QString::fromLatin1(damage);
        }
    }

    void force_killed_isFinishedByTheNext()
    {
        QFETCH(QString, damage);
        DamagedBench bench(home());
        QCOMPARE(bench.install(), QByteArray());
        damageSample(bench, damage);
        const ProgramRun killed =
            runCli(QStringList{QStringLiteral("--engine"), bench.address().toString()} + force(),
                   {{QStringLiteral("PIERHEAD_FAULT"), QStringLiteral("removal-noted")}});
        QVERIFY2(killed.exitCode == -1, killed.describe());
        // Whatever it is of.
        const ProgramRun next = bench.call({QStringLiteral("restart"), QStringLiteral("nobody")});
        QVERIFY2(next.errors.contains(QStringLiteral("\"nobody\" is not installed"))
                     && !next.errors.contains(QStringLiteral("Warning")),
                 next.describe());
        checkGone(bench, damage);
    }

    /// With one the next command, whatever it is of, would wait for that engine.
    void force_killedWhileTheEngineHangs_leavesNoNote()
    {
        DamagedBench bench(home());
        QCOMPARE(bench.install(), QByteArray());
        FakeEngine hanging;
        hanging.on("GET /containers/json", FakeReply::silence());
        RunningProgram program(QStringList{QStringLiteral("--engine"), hanging.address().toString()}
                               + force());
        QTRY_VERIFY(!hanging.requestsTo("GET /containers/json").isEmpty());
        program.send(SIGKILL);
        QCOMPARE(program.wait(), -1);
        QVERIFY(!QFileInfo::exists(noteOfSample()));
        const ProgramRun info = bench.call({QStringLiteral("info"), sampleKey});
        QVERIFY2(info.exitCode == 0, info.describe());
    }

    void force_engineGoneAndRecordBroken_removesTheFiles()
    {
        DamagedBench bench(home());
        QCOMPARE(bench.install(), QByteArray());
        writeFile(bench.folder(sampleFolder) + QStringLiteral("/install.json"), "{");
        const ProgramRun refused = bench.callWithoutEngine(rm());
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.errors.contains(QStringLiteral("--force")), refused.describe());
        const ProgramRun run = bench.callWithoutEngine(force());
        QVERIFY2(run.exitCode == 0, run.describe());
        QVERIFY2(run.errors.contains(QStringLiteral("stays there")), run.describe());
        QVERIFY(!QFileInfo::exists(bench.folder(sampleFolder)));
        QCOMPARE(bench.findings(), QStringList{QStringLiteral("container-stray org/sample open")});
        const ProgramRun rest = bench.call(force());
        QVERIFY2(rest.exitCode == 0, rest.describe());
        QCOMPARE(bench.findings().join(QLatin1Char('\n')), QString());
    }

    void force_engineHangs_removesTheFilesAndSaysWhatIsLeft_data()
    {
        QTest::addColumn<QByteArray>("silent");
        QTest::addColumn<QString>("warning");
        QTest::newRow("at once") << QByteArray("GET /version") << QStringLiteral("stays there");
        QTest::newRow("when it is to remove")
            << QByteArray("GET /containers/json") << QStringLiteral("Something is left");
    }

    void force_engineHangs_removesTheFilesAndSaysWhatIsLeft()
    {
        QFETCH(const QByteArray, silent);
        QFETCH(const QString, warning);
        DamagedBench bench(home());
        QCOMPARE(bench.install(), QByteArray());
        FakeEngine hanging;
        hanging.on(silent, FakeReply::silence());
        QElapsedTimer timer;
        timer.start();
        const ProgramRun run =
            runCli(QStringList{QStringLiteral("--engine"), hanging.address().toString()} + force());
        QVERIFY2(timer.elapsed() < 25'000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY2(run.exitCode == 0, run.describe());
        QVERIFY2(run.errors.contains(warning), run.describe());
        QVERIFY2(run.errors.contains(QStringLiteral("has not answered for")), run.describe());
        QVERIFY(!QFileInfo::exists(bench.folder(sampleFolder)));
        QCOMPARE(bench.containers(), (QStringList{otherContainer, sampleContainer}));
    }

    void force_nothingThere_saysSo()
    {
        DamagedBench bench(home());
        const ProgramRun run = bench.call(force(QStringLiteral("org/nothing")));
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("as it is not installed")), run.describe());
    }

    /// As for a user whose rights the folder's mode decides, though the suite may run as root.
    void force_unreadableFolder_isOpenedUp()
    {
        DamagedBench bench(home());
        QCOMPARE(bench.install(), QByteArray());
        const QString versions = bench.folder(sampleFolder) + QStringLiteral("/versions");
        for (const QString &path : {versions, bench.folder(sampleFolder)}) {
            QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0), 0);
        }
        QCOMPARE(callUnprivileged(bench, rm()), 1);
        QVERIFY(QFileInfo::exists(bench.folder(sampleFolder)));
        QCOMPARE(callUnprivileged(bench, force()), 0);
        QVERIFY(!QFileInfo::exists(bench.folder(sampleFolder)));
        QCOMPARE(bench.containers(), QStringList{otherContainer});
    }
};

PIERHEAD_TEST(CliDamagedTest)

} // namespace pierhead::test

#include "tst_clidamaged.moc"
