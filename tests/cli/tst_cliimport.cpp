#include "guardedtest.h"
#include "programrun.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/base/json.h>
#include <host/desktopimport/desktopextensions.h>

namespace pierhead::test {

/// `import` as far as it needs no engine.
class CliImportTest final : public GuardedTest
{
    Q_OBJECT

private:
    static void addDesktopExtension(const QString &slug, const QByteArray &metadata)
    {
        const QString folder = desktopimport::desktopExtensionsFolder() + QLatin1Char('/') + slug;
        QVERIFY(QDir().mkpath(folder));
        writeFile(folder + QStringLiteral("/metadata.json"), metadata);
    }

    static ProgramRun import(const QStringList &arguments)
    {
        return runCli(QStringList{QStringLiteral("import")} + arguments);
    }

private Q_SLOTS:

    void list_tellsEachWithItsState()
    {
        addDesktopExtension(QStringLiteral("docker_usage"),
                            R"({"ui": {"dashboard-tab": {"title": "Usage"}}})");
        addDesktopExtension(QStringLiteral("org_bad"), "no JSON");
        addDesktopExtension(QStringLiteral("org_here"), "{}");
        const extensions::ExtensionStore store(Paths::fromEnvironment());
        VERIFY_RESULT(storeExtension(store,
                                     sampleExtension(QStringLiteral("org/here:1"),
                                                     QStringLiteral("here"),
                                                     QStringLiteral("1"))));

        const ProgramRun table = import({QStringLiteral("--list")});
        QVERIFY2(table.exitCode == 0, table.describe());
        QVERIFY2(table.output.contains(QStringLiteral("docker/usage")), table.describe());
        QVERIFY2(table.output.contains(QStringLiteral("Not installed")), table.describe());

        const ProgramRun run =
            import({QStringLiteral("--list"), QStringLiteral("--format"), QStringLiteral("json")});
        QVERIFY2(run.exitCode == 0, run.describe());
        const auto listed = json::parse(run.output.toUtf8());
        VERIFY_RESULT(listed);
        QCOMPARE(listed->size(), 3U);
        QMap<QString, nlohmann::json> byName;
        for (const nlohmann::json &entry : *listed) {
            byName.insert(entry.at("name").get<QString>(), entry);
        }
        const nlohmann::json expected{{"name", "docker_usage"},
                                      {"title", "Usage"},
                                      {"id", "docker/usage"},
                                      {"image", "docker/usage"},
                                      {"version", ""},
                                      {"deduced", true},
                                      {"installed", false},
                                      {"problem", ""}};
        QVERIFY2(byName.value(QStringLiteral("docker_usage")) == expected, run.describe());
        QCOMPARE(byName.value(QStringLiteral("org_here")).at("installed").get<bool>(), true);
        QVERIFY(!byName.value(QStringLiteral("org_bad")).at("problem").get<QString>().isEmpty());
    }

    void nothingNamed_saysWhatToGive()
    {
        const ProgramRun run = import({});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("--all")), run.describe());
    }

    void unknownName_isNamed()
    {
        const ProgramRun run = import({QStringLiteral("--force"), QStringLiteral("org_none")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("org_none")), run.describe());
    }

    void all_ofNothing_isDone()
    {
        const ProgramRun run = import({QStringLiteral("--all")});
        QVERIFY2(run.exitCode == 0, run.describe());
        QVERIFY2(run.output.contains(QStringLiteral("has no extensions")), run.describe());
    }

    void withoutATerminal_needsForce()
    {
        addDesktopExtension(QStringLiteral("org_one"), "{}");
        const ProgramRun run = import({QStringLiteral("org_one")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("--force")), run.describe());
    }

    void broken_failsWithItsReason()
    {
        addDesktopExtension(QStringLiteral("org_bad"), "no JSON");
        const ProgramRun run = import({QStringLiteral("--all"), QStringLiteral("--force")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("1 of 1")), run.describe());
        QVERIFY2(run.errors.contains(QStringLiteral("metadata.json")), run.describe());
    }
};

PIERHEAD_TEST(CliImportTest)

} // namespace pierhead::test

#include "tst_cliimport.moc"
