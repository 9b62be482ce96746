#include "guardedtest.h"
#include "programrun.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/settings/settings.h>

#include <QDir>
#include <QTest>

namespace pierhead::test {

/// What the command line keeps in the settings: `dev`, `enable` and `disable`, without an engine.
class CliDevTest final : public GuardedTest
{
    Q_OBJECT

private:
    [[nodiscard]] static settings::Settings settings()
    {
        return settings::Settings(Paths::fromEnvironment());
    }

    [[nodiscard]] static settings::DevSettings dev()
    {
        return settings().values().dev.value(QStringLiteral("org/sample"));
    }

    /// With words that have no blank in them.
    [[nodiscard]] static ProgramRun call(const QString &line,
                                         const QMap<QString, QString> &environment = {})
    {
        return runCli(line.split(QLatin1Char(' ')), environment);
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        VERIFY_RESULT(storeExtension(extensions::ExtensionStore(Paths::fromEnvironment()),
                                     sampleExtension(QStringLiteral("org/sample:1"),
                                                     QStringLiteral("sample"),
                                                     QStringLiteral("a"))));
    }

    void uiSource_ofTheExtension_isKept_data()
    {
        QTest::addColumn<QString>("key");
        QTest::newRow("name") << QStringLiteral("sample");
        QTest::newRow("id") << QStringLiteral("org/sample");
        QTest::newRow("reference") << QStringLiteral("org/sample:2.0");
    }

    void uiSource_ofTheExtension_isKept()
    {
        QFETCH(const QString, key);
        const ProgramRun run =
            call(QStringLiteral("dev ui-source %1 http://localhost:3000/ui").arg(key));
        QVERIFY2(run.exitCode == 0, run.describe());
        QCOMPARE(run.output,
                 QStringLiteral("The tab of \"sample\" loads http://localhost:3000/ui\n"));
        QCOMPARE(dev().uiSource, QUrl(QStringLiteral("http://localhost:3000/ui")));
        QVERIFY(!dev().hasDevTools);
    }

    void uiSource_aFolder_isKeptAsAPath()
    {
        const QString folder = home() + QStringLiteral("/my ui");
        writeFile(folder + QStringLiteral("/index.html"), "one");
        const ProgramRun run =
            runCli({QStringLiteral("dev"),
                    QStringLiteral("ui-source"),
                    QStringLiteral("sample"),
                    QDir::current().relativeFilePath(folder) + QLatin1Char('/')});
        QVERIFY2(run.exitCode == 0, run.describe());
        QCOMPARE(run.output,
                 QStringLiteral("The tab of \"sample\" loads the files in %1, and again when they "
                                "change\n")
                     .arg(folder));
        QCOMPARE(dev().uiSource, QUrl::fromLocalFile(folder));
        const QByteArray stored = readFile(settings().file());
        QVERIFY2(stored.contains('"' + folder.toUtf8() + '"'), stored);
    }

    void debugAndReset_areKept()
    {
        QCOMPARE(call(QStringLiteral("dev ui-source sample http://localhost:3000")).exitCode, 0);
        const ProgramRun debug = call(QStringLiteral("dev debug sample"));
        QVERIFY2(debug.exitCode == 0, debug.describe());
        QVERIFY(dev().hasDevTools);
        QVERIFY(!dev().uiSource.isEmpty());
        const ProgramRun reset = call(QStringLiteral("dev reset sample"));
        QVERIFY2(reset.exitCode == 0, reset.describe());
        QVERIFY(dev() == settings::DevSettings());
    }

    void dev_withWrongWords_saysWhatIsExpected_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *line, int exitCode, const char *told) {
            QTest::newRow(line) << QString::fromLatin1(line) << exitCode
                                << QString::fromLatin1(told);
        };
        row("dev", 2, "needs ACTION");
        row("dev debug", 2, "needs EXTENSION");
        row("dev nonsense sample", 2, "ui-source, debug, reset");
        row("dev ui-source sample", 1, "http://localhost:3000");
        row("dev ui-source sample file:///etc/passwd", 1, "http://localhost:3000");
        row("dev ui-source sample /nowhere", 1, "neither a folder nor an address");
        row("dev ui-source sample /", 1, "the folder that becomes /dist/ui in the image");
        row("dev debug sample http://localhost", 1, "\"dev debug\" takes no SOURCE");
        row("dev watch /nowhere", 1, "no folder with a Dockerfile");
        row("dev debug nobody", 1, "\"nobody\" is not installed");
    }

    void dev_withWrongWords_saysWhatIsExpected()
    {
        QFETCH(const QString, line);
        QFETCH(const int, exitCode);
        QFETCH(const QString, told);
        const ProgramRun run = call(line);
        QVERIFY2(run.exitCode == exitCode, run.describe());
        QVERIFY2(run.errors.contains(told), run.describe());
        QVERIFY(dev() == settings::DevSettings());
    }

    void switch_offAndOn_isTold()
    {
        const ProgramRun off = call(QStringLiteral("disable"));
        QVERIFY2(off.exitCode == 0, off.describe());
        QCOMPARE(off.output, QStringLiteral("Extensions are disabled\n"));
        QCOMPARE(settings().values().extensionsEnabled, false);

        const ProgramRun list = call(QStringLiteral("ls"));
        QVERIFY2(list.exitCode == 0, list.describe());
        QVERIFY2(list.output.contains(QStringLiteral("org/sample:1")), list.describe());
        QVERIFY2(list.errors.contains(QStringLiteral("Extensions are disabled")), list.describe());
        for (const char *line : {"install -f org/other", "update -f org/sample:2"}) {
            const ProgramRun refused = call(QLatin1String(line));
            QCOMPARE(refused.exitCode, 1);
            QVERIFY2(refused.errors.contains(QStringLiteral("docker extension enable")),
                     refused.describe());
        }

        const ProgramRun on = call(QStringLiteral("enable"));
        QVERIFY2(on.exitCode == 0, on.describe());
        QCOMPARE(on.output, QStringLiteral("Extensions are enabled\n"));
        QCOMPARE(call(QStringLiteral("ls")).errors, QString());
    }

    void switch_ofOne_isKeptAndListed()
    {
        const ProgramRun off = call(QStringLiteral("disable sample org/sample:2"));
        QVERIFY2(off.exitCode == 0, off.describe());
        QCOMPARE(off.output, QStringLiteral("\"sample\" is disabled\n"));
        QCOMPARE(settings().values().disabled, QStringList{QStringLiteral("org/sample")});
        QVERIFY(!settings().values().extensionsEnabled);

        const ProgramRun list = call(QStringLiteral("ls"));
        QVERIFY2(list.output.contains(QStringLiteral("STATUS")), list.describe());
        QVERIFY2(list.output.contains(QStringLiteral("Disabled")), list.describe());
        QCOMPARE(list.errors, QString());
        const ProgramRun listed = call(QStringLiteral("ls --format json"));
        QVERIFY2(listed.output.contains(QStringLiteral("\"enabled\": false")), listed.describe());

        // All on leaves it off.
        QCOMPARE(call(QStringLiteral("enable")).exitCode, 0);
        QCOMPARE(settings().values().disabled, QStringList{QStringLiteral("org/sample")});

        const ProgramRun on = call(QStringLiteral("enable org/sample"));
        QVERIFY2(on.exitCode == 0, on.describe());
        QCOMPARE(on.output, QStringLiteral("\"sample\" is enabled\n"));
        QVERIFY(settings().values().disabled.isEmpty());
        const ProgramRun after = call(QStringLiteral("ls"));
        QVERIFY2(!after.output.contains(QStringLiteral("STATUS")), after.describe());
    }

    void switch_ofOneThatIsUnknown_changesNothing()
    {
        const ProgramRun run = call(QStringLiteral("disable sample nobody"));
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("\"nobody\" is not installed")),
                 run.describe());
        QVERIFY(settings().values().disabled.isEmpty());
    }

    void switch_ofOneWhileAllAreOff_saysSo()
    {
        QCOMPARE(call(QStringLiteral("disable sample")).exitCode, 0);
        QCOMPARE(call(QStringLiteral("disable")).exitCode, 0);
        const ProgramRun on = call(QStringLiteral("enable sample"));
        QCOMPARE(on.exitCode, 0);
        QVERIFY2(on.errors.contains(QStringLiteral("Extensions are disabled")), on.describe());
        QVERIFY(settings().values().disabled.isEmpty());
    }

    void switch_ofOneLockedByPolicy_isRefused()
    {
        const QString file = home() + QStringLiteral("/policy.json");
        const QMap<QString, QString> environment{{QStringLiteral("PIERHEAD_POLICY"), file}};
        writeFile(file, R"({"extensions": {"enabled": true}})");
        const ProgramRun run = call(QStringLiteral("disable sample"), environment);
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("rule extensions.enabled in ") + file),
                 run.describe());
        QVERIFY(settings().values().disabled.isEmpty());
    }

    void switch_lockedByPolicy_staysAndNamesTheRule()
    {
        const QString file = home() + QStringLiteral("/policy.json");
        const QMap<QString, QString> environment{{QStringLiteral("PIERHEAD_POLICY"), file}};
        for (const bool isOn : {true, false}) {
            writeFile(file,
                      isOn ? R"({"extensions": {"enabled": true}})"
                           : R"({"extensions": {"enabled": false}})");
            const ProgramRun run =
                call(isOn ? QStringLiteral("disable") : QStringLiteral("enable"), environment);
            QCOMPARE(run.exitCode, 1);
            QVERIFY2(run.errors.contains(QStringLiteral("rule extensions.enabled in ") + file),
                     run.describe());
            QVERIFY(!settings().values().extensionsEnabled);
        }
    }

    void switch_withBrokenSettings_leavesThem()
    {
        writeFile(settings().file(), "broken");
        for (const char *line : {"disable", "dev debug sample"}) {
            const ProgramRun run = call(QLatin1String(line));
            QCOMPARE(run.exitCode, 1);
            QVERIFY2(run.errors.contains(settings().file()), run.describe());
            QCOMPARE(readFile(settings().file()), "broken");
        }
    }
};

PIERHEAD_TEST(CliDevTest)

} // namespace pierhead::test

#include "tst_clidev.moc"
