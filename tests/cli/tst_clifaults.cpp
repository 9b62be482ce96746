#include "engineproxy.h"
#include "enginetest.h"
#include "programrun.h"
#include "result.h"
#include "runningprogram.h"
#include "testprogram.h"

#include <host/base/json.h>
#include <host/engine/engineclient.h>

#include <QDir>
#include <QTest>

#include <csignal>
#include <sched.h>
#include <sys/mount.h>

namespace pierhead::test {

namespace {

const QString faultsReference = QStringLiteral("faults/sample:1");
const QString faultsKey = QStringLiteral("faults/sample");

QMap<QString, QByteArray> faultsContext(const QByteArray &version, qsizetype size = 0)
{
    QByteArray page = version;
    for (qsizetype number = 0; page.size() < size; ++number) {
        page += QByteArray::number(number) + '\n'; // what the layer's compression leaves large
    }
    return {{QStringLiteral("Dockerfile"),
             "FROM alpine:3.15\n"
             "LABEL org.opencontainers.image.title=FaultsSample"
             " com.docker.desktop.extension.api.version=0.3.4\n"
             "COPY metadata.json version /\nCOPY ui /ui\n"
             "CMD [\"sh\", \"-c\", \"trap exit TERM; sleep 100000 & wait\"]\n"},
            {QStringLiteral("metadata.json"),
             R"({"vm": {"image": "${DESKTOP_PLUGIN_IMAGE}"},
                "ui": {"dashboard-tab": {"title": "Sample", "root": "ui", "src": "index.html"}}})"},
            {QStringLiteral("ui/index.html"), page},
            {QStringLiteral("version"), version}};
}

/// In a mount namespace of the child's own, before its program runs.
void makePrivate()
{
    ::unshare(CLONE_NEWNS);
    ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
}

} // namespace

/// The disk is full or may not be written to, images go or change, two are at work at once: the
/// program on a real engine.
class CliFaultsTest final : public EngineTest
{
    Q_OBJECT

private:
    static QStringList words(const QStringList &arguments)
    {
        return QStringList{QStringLiteral("--engine"), addressText()} + arguments;
    }

    [[nodiscard]] static ProgramRun call(const QStringList &arguments)
    {
        return runCli(words(arguments));
    }

    static QStringList install(const QString &reference = faultsReference)
    {
        return {QStringLiteral("install"), QStringLiteral("-f"), reference};
    }

    static QStringList rm() { return {QStringLiteral("rm"), faultsKey}; }

    static QByteArray failureOf(const QStringList &arguments)
    {
        const ProgramRun run = call(arguments);
        return run.exitCode == 0 ? QByteArray() : run.describe();
    }

    [[nodiscard]] static QString version()
    {
        const ProgramRun run = call(
            {QStringLiteral("exec"), faultsKey, QStringLiteral("cat"), QStringLiteral("/version")});
        return run.exitCode == 0 ? run.output : QString::fromUtf8(run.describe());
    }

    [[nodiscard]] static QStringList findings()
    {
        const ProgramRun run =
            call({QStringLiteral("doctor"), QStringLiteral("--format"), QStringLiteral("json")});
        const auto report = json::parse(run.output.toUtf8());
        QStringList checks;
        for (const nlohmann::json &finding :
             report ? report->at("findings") : nlohmann::json::array()) {
            if (json::field<QString>(finding, "where") == faultsKey) {
                checks.append(json::field<QString>(finding, "check"));
            }
        }
        return checks;
    }

    /// Runs lines of a shell, in which "$cli" is the program on the engine, where `prepare` has
    /// changed the mounts.
    [[nodiscard]] static ProgramRun shell(const QString &lines,
                                          const std::function<void()> &prepare)
    {
        QProcess process;
        process.setProcessEnvironment(
            programEnvironment({{QStringLiteral("cli"),
                                 programPath() + QStringLiteral(" --engine ") + addressText()}}));
        process.setStandardInputFile(QProcess::nullDevice());
        process.setChildProcessModifier(prepare);
        process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), lines});
        process.waitForFinished(60'000);
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

private Q_SLOTS:

    void initTestCase()
    {
        VERIFY_RESULT(
            buildImage(QStringLiteral("faults/large:1"), faultsContext("large", 4 * 1024 * 1024)));
    }

    void init()
    {
        EngineTest::init();
        VERIFY_RESULT(buildImage(faultsReference, faultsContext("one")));
    }

    void fullDisk_install_leavesNothing()
    {
        const QByteArray path = home().toUtf8();
        const ProgramRun run =
            shell(QStringLiteral("$cli install -f faults/large:1; echo \"code $?\"\n"
                                 "find \"$PIERHEAD_HOME\" -type f; $cli ls\n"),
                  [&path] {
                      makePrivate();
                      ::mount("tmpfs", path.constData(), "tmpfs", 0, "size=1m");
                  });
        QVERIFY2(run.output.contains(QStringLiteral("code 1\n")), run.describe());
        QVERIFY2(run.errors.contains(QStringLiteral("No space left"))
                     || run.errors.contains(QStringLiteral("disk is full")),
                 run.describe());
        QVERIFY2(!run.output.contains(QStringLiteral("/data/")), run.describe());
        QCOMPARE(run.exitCode, 0);
    }

    void fullDisk_update_leavesTheFormerWorking()
    {
        VERIFY_RESULT(
            buildImage(QStringLiteral("faults/sample:2"), faultsContext("two", 4 * 1024 * 1024)));
        const QByteArray path = home().toUtf8();
        const ProgramRun run =
            shell(QStringLiteral("$cli install -f faults/sample:1 >/dev/null || exit 10\n"
                                 "$cli install -f faults/sample:2; echo \"code $?\"\n"
                                 "$cli exec faults/sample cat /version || exit 11\n"
                                 "echo; head -c 3 $PIERHEAD_HOME/data/extensions/faults_sample/"
                                 "current/ui/ui/index.html\n"
                                 "cat /dev/zero >$PIERHEAD_HOME/fill 2>/dev/null\n"
                                 "$cli rm --force faults/sample >/dev/null; echo \" rm $?\"\n"
                                 "find \"$PIERHEAD_HOME\" -type f\n"),
                  [&path] {
                      makePrivate();
                      ::mount("tmpfs", path.constData(), "tmpfs", 0, "size=1m");
                  });
        QVERIFY2(run.output.contains(QStringLiteral("code 1\none\none rm 0\n")), run.describe());
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(!run.output.contains(QStringLiteral("/data/")), run.describe());
    }

    void fullDisk_doctor_saysSo_data()
    {
        QTest::addColumn<QByteArray>("size");
        QTest::addColumn<QString>("severity");
        QTest::newRow("full") << QByteArray("size=5m") << QStringLiteral("error");
        QTest::newRow("nearly full") << QByteArray("size=100m") << QStringLiteral("note");
        QTest::newRow("roomy") << QByteArray("size=1g") << QString();
    }

    void fullDisk_doctor_saysSo()
    {
        QFETCH(const QByteArray, size);
        QFETCH(const QString, severity);
        const QByteArray path = home().toUtf8();
        const ProgramRun run = shell(QStringLiteral("$cli doctor --format json\n"), [&path, &size] {
            makePrivate();
            ::mount("tmpfs", path.constData(), "tmpfs", 0, size.constData());
        });
        const auto report = json::parse(run.output.toUtf8());
        VERIFY_RESULT(report);
        QString found;
        for (const nlohmann::json &finding : report->at("findings")) {
            if (json::field<QString>(finding, "check") == QLatin1String("disk")) {
                found += json::field<QString>(finding, "severity");
                QCOMPARE(json::field<QString>(finding, "where"), home() + QStringLiteral("/data"));
            }
        }
        QCOMPARE(found, severity);
        QCOMPARE(run.exitCode, severity == QLatin1String("error") ? 1 : 0);
    }

    void readOnlyHome_everyCommandSaysWhatIsWrong()
    {
        QCOMPARE(failureOf(install()), QByteArray());
        const QByteArray path = home().toUtf8();
        const ProgramRun run = shell(
            QStringLiteral("$cli ls || exit 10\n"
                           "$cli info faults/sample >/dev/null || exit 11\n"
                           "$cli exec faults/sample cat /version || exit 12\n"
                           "$cli install -f faults/sample:1 2>&1; echo \"install $?\"\n"
                           "$cli rm faults/sample 2>&1; echo \"rm $?\"\n"
                           "$cli exec faults/sample cat /version || exit 13\n"
                           "$cli doctor; echo \"doctor $?\"\n"
                           "$cli rm --force faults/sample 2>&1; echo \"force $?\"\n"),
            [&path] {
                makePrivate();
                ::mount(path.constData(), path.constData(), nullptr, MS_BIND, nullptr);
                ::mount(
                    nullptr, path.constData(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr);
            });
        QCOMPARE(run.exitCode, 0);
        for (const char *text : {"install 1\n",
                                 "rm 1\n",
                                 "doctor 1\n",
                                 "force 1\n",
                                 "may be written to",
                                 "Something is left. Deleting "}) {
            QVERIFY2(run.output.contains(QLatin1String(text)), text + ("\n" + run.describe()));
        }
        // The containers are gone by that, and the files go once they can.
        QCOMPARE(findings(), QStringList{QStringLiteral("backend-missing")});
        QCOMPARE(failureOf(rm()), QByteArray());
    }

    void imagePruned_whatNeedsItSaysSo()
    {
        QCOMPARE(failureOf(install()), QByteArray());
        const engine::EngineClient client(address());
        VERIFY_RESULT(await(
            client.removeContainer(QStringLiteral("faults_sample-desktop-extension-service"))));
        VERIFY_RESULT(await(client.removeImage(faultsReference)));
        const ProgramRun listed = call({QStringLiteral("ls")});
        QVERIFY2(listed.exitCode == 0 && listed.output.contains(QStringLiteral("Not started")),
                 listed.describe());
        QCOMPARE(failureOf({QStringLiteral("info"), faultsKey}), QByteArray());
        const ProgramRun restart = call({QStringLiteral("restart"), faultsKey});
        QCOMPARE(restart.exitCode, 1);
        QVERIFY2(restart.errors.contains(QStringLiteral("is not on the engine any more. Install "
                                                        "the extension again.")),
                 restart.describe());
        QCOMPARE(findings(),
                 (QStringList{QStringLiteral("backend-missing"), QStringLiteral("image-gone")}));
        QCOMPARE(failureOf(rm()), QByteArray());
    }

    void imageRetagged_whatIsInstalledStays()
    {
        QCOMPARE(failureOf(install()), QByteArray());
        VERIFY_RESULT(buildImage(faultsReference, faultsContext("another")));
        QCOMPARE(version(), QStringLiteral("one"));
        QCOMPARE(findings(), QStringList{QStringLiteral("image-moved")});
        const engine::EngineClient client(address());
        VERIFY_RESULT(await(
            client.removeContainer(QStringLiteral("faults_sample-desktop-extension-service"))));
        QCOMPARE(failureOf({QStringLiteral("restart"), faultsKey}), QByteArray());
        QCOMPARE(version(), QStringLiteral("one"));
        QCOMPARE(failureOf(install()), QByteArray());
        QCOMPARE(version(), QStringLiteral("another"));
        QCOMPARE(failureOf(rm()), QByteArray());
    }

    /// Each of the other commands comes while an install waits for the engine.
    void secondAtOnce_isAConflict_data()
    {
        QTest::addColumn<QStringList>("second");
        QTest::newRow("install") << install();
        QTest::newRow("rm") << rm();
        QTest::newRow("rm --force")
            << QStringList{QStringLiteral("rm"), QStringLiteral("--force"), faultsKey};
    }

    void secondAtOnce_isAConflict()
    {
        QFETCH(QStringList, second);
        EngineProxy proxy(address().path, "/archive");
        RunningProgram first(QStringList{QStringLiteral("--engine"), proxy.address()} + install());
        QTRY_VERIFY_WITH_TIMEOUT(proxy.isHolding(), 20'000);
        const ProgramRun run = call(second);
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("(process %1 on").arg(first.pid())),
                 run.describe());
        first.send(SIGINT);
        QCOMPARE(first.wait(), 130);
        const ProgramRun after = call(install());
        QVERIFY2(after.exitCode == 0, after.describe());
        QCOMPARE(failureOf(rm()), QByteArray());
    }
};

PIERHEAD_TEST(CliFaultsTest)

} // namespace pierhead::test

#include "tst_clifaults.moc"
