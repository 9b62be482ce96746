#include "testprogram.h"

#include <app/pagetrial/pagecheck.h>

#include <QDir>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

#include <guardedtest.h>
#include <result.h>
#include <storedextension.h>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::await;

/// The look at a new version's page, with a script in the place of the program that shows it.
class PageCheckTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] Paths own() const
    {
        return {home() + QStringLiteral("/data"),
                home() + QStringLiteral("/cache"),
                home() + QStringLiteral("/run")};
    }

    /// A program that does this with "$report", the file that is asked for.
    [[nodiscard]] QString program(const QByteArray &script) const
    {
        const QString path = home() + QStringLiteral("/program");
        test::writeFile(path,
                        "#!/bin/sh\n"
                        "while [ $# -gt 0 ]; do\n"
                        "    [ \"$1\" = --report ] && report=\"$2\"\n"
                        "    shift\n"
                        "done\n"
                            + script + '\n');
        QFile file(path);
        file.setPermissions(file.permissions() | QFileDevice::ExeOwner | QFileDevice::ExeUser);
        return path;
    }

    [[nodiscard]] Result<InstalledExtension> extension() const
    {
        const auto sample = test::sampleExtension(
            QStringLiteral("org/sample:2"), QStringLiteral("sample"), QStringLiteral("two"));
        return test::storeExtension(ExtensionStore(own()), sample);
    }

    [[nodiscard]] Result<void> check(const QByteArray &script,
                                     pagetrial::PageTimes times = {},
                                     const StopToken &stop = {}) const
    {
        const auto known = extension();
        if (!known) {
            return tl::unexpected<Error>(known.error());
        }
        const auto engine = engine::EngineAddress::parse(QStringLiteral("unix:///run/x.sock"));
        const CheckPage look = pagetrial::pageCheck(program(script), *engine, own(), times);
        return await(look(*known, stop));
    }

    [[nodiscard]] bool isScratchEmpty() const
    {
        return QDir(home() + QStringLiteral("/cache/scratch")).isEmpty();
    }

    static void expectNoLook(const QString &why)
    {
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("was not looked at: .*") + why));
    }

private Q_SLOTS:

    void check_withoutAProgram_isNone() { QVERIFY(!pagetrial::pageCheck({}, {}, own())); }

    void check_goodPage_passesInAHomeOfItsOwn()
    {
        const QString seen = home() + QStringLiteral("/seen");
        const Result<void> checked = check(
            R"(echo '{"blank": false, "problem": "",
                 "console": [{"level": "error", "message": "something else"}]}' >"$report"
               cat "$PIERHEAD_HOME"/data/extensions/org_sample/versions/shown/ui/ui/index.html >)"
            + seen.toUtf8());
        VERIFY_RESULT(checked);
        QCOMPARE(test::readFile(seen), "sha256:two");
        QVERIFY(isScratchEmpty());
        QVERIFY(QFile::exists(extension()->uiRoot()));
    }

    void check_badPage_saysWhy_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("reason");
        QTest::newRow("blank") << QByteArray(R"(echo '{"blank": true, "problem": "", "console":
                                    [{"level": "error", "message": "no root"}]}' >"$report")")
                               << QStringLiteral("nothing was to be seen on it within 7 seconds");
        QTest::newRow("failed") << QByteArray(
            R"(echo '{"blank": false, "problem": "Sample: its process ended.",
                 "console": [{"level": "error", "message": "no root"}]}' >"$report"; exit 1)")
                                << QStringLiteral("Sample: its process ended. What");
    }

    void check_badPage_saysWhy()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, reason);
        const Result<void> checked = check(script, {.patience = std::chrono::seconds(7)});
        COMPARE_ERROR(checked, ErrorCode::ProcessFailed);
        QVERIFY2(checked.error().message.contains(reason), qPrintable(checked.error().message));
        QVERIFY2(checked.error().message.contains(QStringLiteral("org/sample:2")),
                 qPrintable(checked.error().message));
        QCOMPARE(checked.error().detail, QStringLiteral("error: no root"));
        QVERIFY(isScratchEmpty());
    }

    void check_programFails_isNoReason()
    {
        expectNoLook(QStringLiteral("there is no engine"));
        VERIFY_RESULT(check("echo 'pierhead: there is no engine' >&2; exit 1"));
        QVERIFY(isScratchEmpty());
    }

    void check_programHangs_isKilledAndNoReason()
    {
        expectNoLook(QStringLiteral("was cancelled"));
        VERIFY_RESULT(check(
            "sleep 1000", {.patience = std::chrono::seconds(1), .grace = std::chrono::seconds(0)}));
        QVERIFY(isScratchEmpty());
    }

    void check_stopped_killsTheProgram()
    {
        StopSource stop;
        QTimer::singleShot(300, this, [&stop] { stop.request_stop(); });
        QElapsedTimer time;
        time.start();
        COMPARE_ERROR(check("sleep 1000", {}, stop.get_token()), ErrorCode::Cancelled);
        QVERIFY(time.elapsed() < 20'000);
        QVERIFY(isScratchEmpty());
    }
};

PIERHEAD_TEST(PageCheckTest)

#include "tst_pagecheck.moc"
