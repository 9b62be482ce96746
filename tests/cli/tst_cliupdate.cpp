#include "enginetest.h"
#include "programrun.h"
#include "pseudoterminal.h"
#include "result.h"
#include "runningprogram.h"
#include "testprogram.h"

#include <host/base/json.h>

#include <QRegularExpression>
#include <QTest>

namespace pierhead::test {

namespace {

const QString updatedReference = QStringLiteral("cliupdate/sample:1");
const QString next = QStringLiteral("cliupdate/sample:2");

const QByteArray labels =
    "LABEL org.opencontainers.image.title=UpdateSample org.opencontainers.image.vendor=Us"
    " org.opencontainers.image.description=Updates"
    " com.docker.desktop.extension.api.version=0.3.4\n";

const QString newRequest = QStringLiteral("+ its program tool on this machine");

} // namespace

/// What `update`, `rollback` and `info` print, ask and end with, on a real engine.
class CliUpdateTest final : public EngineTest
{
    Q_OBJECT

private:
    [[nodiscard]] static ProgramRun call(const QStringList &arguments)
    {
        return runCli(QStringList{QStringLiteral("--engine"), addressText()} + arguments);
    }

    /// A version with that word on its page, and with what is in `more`.
    static Result<QString>
    build(const QString &tag, const QByteArray &word, QMap<QString, QByteArray> more = {})
    {
        more.insert(QStringLiteral("page/index.html"), word);
        if (!more.contains(QStringLiteral("metadata.json"))) {
            more.insert(QStringLiteral("metadata.json"),
                        R"({"ui": {"dashboard-tab":
                            {"title": "Sample", "root": "/page", "src": "index.html"}}})");
        }
        more.insert(QStringLiteral("Dockerfile"), "FROM alpine:3.15\n" + labels + "COPY . /\n");
        return buildImage(tag, more);
    }

    static Result<QString> buildWithProgram(const QString &tag)
    {
        return build(tag,
                     "program",
                     {{QStringLiteral("metadata.json"),
                       R"({"ui": {"dashboard-tab":
                            {"title": "Sample", "root": "/page", "src": "index.html"}},
                           "host": {"binaries": [{"linux": [{"path": "/tool"}]}]}})"},
                      {QStringLiteral("tool"), "#!/bin/sh\n"}});
    }

    [[nodiscard]] static nlohmann::json info()
    {
        const ProgramRun run = call({QStringLiteral("info"),
                                     QStringLiteral("update-sample"),
                                     QStringLiteral("--format"),
                                     QStringLiteral("json")});
        return json::parse(run.output.toUtf8()).value_or(nlohmann::json());
    }

    [[nodiscard]] static QString installedImage()
    {
        const nlohmann::json known = info();
        return known.is_object() ? json::field<QString>(known, "image") : QString();
    }

private Q_SLOTS:

    void init()
    {
        EngineTest::init();
        VERIFY_RESULT(build(updatedReference, "one"));
        const ProgramRun installed =
            call({QStringLiteral("install"), QStringLiteral("-f"), updatedReference});
        QVERIFY2(installed.exitCode == 0, installed.describe());
    }

    void cleanup()
    {
        const ProgramRun removed = call({QStringLiteral("rm"), QStringLiteral("update-sample")});
        QVERIFY2(removed.exitCode == 0, removed.describe());
        EngineTest::cleanup();
    }

    void update_sameImage_saysSo()
    {
        const ProgramRun run = call({QStringLiteral("update"), updatedReference});
        QVERIFY2(run.exitCode == 0, run.describe());
        QVERIFY2(run.output.endsWith(
                     QStringLiteral("Extension \"update-sample\" is up to date: cliupdate/sample:1 "
                                    "is the image that is installed\n")),
                 run.describe());
    }

    void update_byNameOrId_takesItsReference_data()
    {
        QTest::addColumn<QString>("key");
        QTest::newRow("name") << QStringLiteral("update-sample");
        QTest::newRow("id") << QStringLiteral("cliupdate/sample");
    }

    void update_byNameOrId_takesItsReference()
    {
        QFETCH(QString, key);
        const nlohmann::json before = info();
        VERIFY_RESULT(build(updatedReference, "rebuilt for " + key.toUtf8()));
        const ProgramRun run = call({QStringLiteral("update"), key});
        QVERIFY2(run.exitCode == 0, run.describe());
        const nlohmann::json after = info();
        QCOMPARE(json::field<QString>(after, "image"), updatedReference);
        QVERIFY(json::field<QString>(after, "imageId") != json::field<QString>(before, "imageId"));
    }

    void update_asksForMoreWithoutATerminal_isRefused()
    {
        VERIFY_RESULT(buildWithProgram(next));
        const ProgramRun run = call({QStringLiteral("update"), next});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(newRequest), run.describe());
        QVERIFY2(run.errors.contains(QStringLiteral("--force")), run.describe());
        QCOMPARE(installedImage(), updatedReference);
    }

    void update_asksForMoreByForce_showsItAndGoesOn()
    {
        VERIFY_RESULT(buildWithProgram(next));
        const ProgramRun run = call({QStringLiteral("update"), QStringLiteral("--force"), next});
        QVERIFY2(run.exitCode == 0, run.describe());
        QVERIFY2(run.output.contains(newRequest + QLatin1Char('\n')), run.describe());
        QCOMPARE(installedImage(), next);
        // And the other way round.
        const ProgramRun back = call({QStringLiteral("update"), updatedReference});
        QVERIFY2(back.exitCode == 0, back.describe());
        QVERIFY2(back.output.contains(QStringLiteral("- its program tool on this machine\n")),
                 back.describe());
        QCOMPARE(installedImage(), updatedReference);
    }

    void update_onATerminal_isAskedAboutOnce_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("installed");
        QTest::newRow("yes") << QByteArray("y\n") << 0 << next;
        QTest::newRow("no") << QByteArray("n\n") << 1 << updatedReference;
    }

    void update_onATerminal_isAskedAboutOnce()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, exitCode);
        QFETCH(QString, installed);
        VERIFY_RESULT(buildWithProgram(next));
        PseudoTerminal screen(200, 40);
        RunningProgram program(
            {QStringLiteral("--engine"), addressText(), QStringLiteral("update"), next}, &screen);
        QVERIFY2(screen.waitForOutput("[y/N] "), screen.output());
        QVERIFY2(screen.output().contains(newRequest.toUtf8()), screen.output());
        QCOMPARE(installedImage(), updatedReference);
        screen.type(answer);
        QCOMPARE(program.wait(), exitCode);
        QCOMPARE(screen.output().count("[y/N]"), 1);
        QCOMPARE(screen.output().contains("Nothing was updated."), exitCode == 1);
        QCOMPARE(installedImage(), installed);
    }

    void update_backendFails_saysWhyAndKeepsTheFormer()
    {
        const auto composed = [](const QByteArray &command) -> QMap<QString, QByteArray> {
            return {{QStringLiteral("metadata.json"), R"({"vm": {"composefile": "compose.yaml"}})"},
                    {QStringLiteral("compose.yaml"),
                     "services:\n"
                     "  web:\n"
                     "    image: ${DESKTOP_PLUGIN_IMAGE}\n"
                     "    restart: 'no'\n"
                     "    command: ['sh', '-c', '"
                         + command + "']\n"}};
        };
        VERIFY_RESULT(
            build(updatedReference, "good", composed("trap exit TERM; sleep 1000 & wait")));
        const ProgramRun good =
            call({QStringLiteral("update"), QStringLiteral("-f"), updatedReference});
        QVERIFY2(good.exitCode == 0, good.describe());
        VERIFY_RESULT(build(next, "bad", composed("echo no way on; exit 3")));
        const ProgramRun bad = call({QStringLiteral("update"), next});
        QCOMPARE(bad.exitCode, 1);
        QVERIFY2(bad.errors.contains(QStringLiteral("\"web\" ended with exit code 3")),
                 bad.describe());
        QVERIFY2(bad.errors.contains(QStringLiteral("\nno way on\n")), bad.describe());
        const nlohmann::json known = info();
        QCOMPARE(json::field<QString>(known, "image"), updatedReference);
        QCOMPARE(json::field<int>(known.at("vm"), "running"), 1);
    }

    void rollback_afterAnUpdate_isToldByInfo()
    {
        QVERIFY(info().at("previous").is_null());
        VERIFY_RESULT(build(next, "two"));
        const ProgramRun updated = call({QStringLiteral("update"), next});
        QVERIFY2(updated.exitCode == 0, updated.describe());
        QCOMPARE(json::field<QString>(info().at("previous"), "image"), updatedReference);
        const ProgramRun table = call({QStringLiteral("info"), QStringLiteral("update-sample")});
        const QRegularExpression row(
            QStringLiteral("^Version before +cliupdate/sample:1 \\(sha256:[0-9a-f]{64}\\)$"),
            QRegularExpression::MultilineOption);
        QVERIFY2(table.output.contains(row), table.describe());

        const ProgramRun back = call({QStringLiteral("rollback"), QStringLiteral("update-sample")});
        QVERIFY2(back.exitCode == 0, back.describe());
        QCOMPARE(
            back.output,
            QStringLiteral("Rolling extension \"update-sample\" back to cliupdate/sample:1...\n"
                           "Extension \"update-sample\" rolled back to cliupdate/sample:1\n"));
        QCOMPARE(installedImage(), updatedReference);
        QCOMPARE(json::field<QString>(info().at("previous"), "image"), next);
    }

    void rollback_nothingBefore_saysSo()
    {
        const ProgramRun run = call({QStringLiteral("rollback"), QStringLiteral("update-sample")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(
            run.errors.contains(QStringLiteral("No earlier version of \"update-sample\" is known")),
            run.describe());
        const ProgramRun nobody = call({QStringLiteral("rollback"), QStringLiteral("nobody")});
        QCOMPARE(nobody.exitCode, 1);
        QVERIFY2(nobody.errors.contains(QStringLiteral("\"nobody\" is not installed")),
                 nobody.describe());
    }
};

PIERHEAD_TEST(CliUpdateTest)

} // namespace pierhead::test

#include "tst_cliupdate.moc"
