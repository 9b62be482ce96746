#include "guardedtest.h"
#include "playedimage.h"
#include "programrun.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"
#include "testregistry.h"

#include <host/base/machine.h>

#include <QTest>

namespace pierhead::test {

/// `update --check`, and what `ls` tells of it, with a real registry.
class CliUpdatesTest final : public GuardedTest
{
    Q_OBJECT

private:
    std::unique_ptr<TestRegistry> m_registry;

    void store(const QString &tag) const
    {
        const QString reference = m_registry->name() + QStringLiteral("/org/name:") + tag;
        VERIFY_RESULT(storeExtension(extensions::ExtensionStore(Paths::fromEnvironment()),
                                     sampleExtension(reference, QStringLiteral("name"), tag)));
    }

    void push(const char *tag, const QMap<QString, QString> &labels) const
    {
        const SavedImage image{.reference = {},
                               .files = {{QStringLiteral("metadata.json"), "{}"}},
                               .labels = labels,
                               .architecture = machineArchitecture()};
        QVERIFY(!m_registry->push(QStringLiteral("org/name"), QString::fromLatin1(tag), {image})
                     .isEmpty());
    }

    static ProgramRun check(const QStringList &more = {})
    {
        return runCli(QStringList{QStringLiteral("update"), QStringLiteral("--check")} + more);
    }

    static QString listedUpdate()
    {
        const ProgramRun run =
            runCli({QStringLiteral("ls"), QStringLiteral("--format"), QStringLiteral("json")});
        const auto array = json::parse(run.output.toUtf8());
        return array && array->size() == 1
            ? json::fieldOr<QString>(array->front(), "update", QStringLiteral("none"))
            : QString::fromUtf8(run.describe());
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        qputenv("DOCKER_CONFIG", (home() + QStringLiteral("/docker")).toUtf8());
        m_registry = std::make_unique<TestRegistry>(TestRegistry::Access::Open);
        m_registry->start();
        push("1.0.0", fittingLabels());
        push("1.2.0", fittingLabels());
    }

    void cleanup()
    {
        m_registry.reset();
        GuardedTest::cleanup();
    }

    void check_registryHasANewerVersion_isToldAndListed()
    {
        store(QStringLiteral("1.0.0"));
        QCOMPARE(listedUpdate(), QString()); // nobody has asked
        const ProgramRun run = check();
        QVERIFY2(run.exitCode == 0, run.describe());
        QVERIFY2(run.output.contains(QStringLiteral("can be updated to 1.2.0: docker extension "
                                                    "update %1/org/name:1.2.0")
                                         .arg(m_registry->name())),
                 run.describe());
        m_registry.reset(); // listing asks nobody
        QCOMPARE(listedUpdate(), QStringLiteral("1.2.0"));
    }

    void check_theGreatestNeedsALaterApi_offersTheNext()
    {
        QMap<QString, QString> later = fittingLabels();
        later.first() = QStringLiteral("99");
        push("1.3.0", later);
        store(QStringLiteral("1.0.0"));
        const ProgramRun run = check();
        QVERIFY2(run.exitCode == 0, run.describe());
        QVERIFY2(run.output.contains(QStringLiteral("can be updated to 1.2.0")), run.describe());
        QCOMPARE(listedUpdate(), QStringLiteral("1.2.0"));
    }

    void check_nothingNewer_saysSo()
    {
        store(QStringLiteral("1.2.0"));
        const ProgramRun run = check({QStringLiteral("name")});
        QVERIFY2(run.exitCode == 0, run.describe());
        QCOMPARE(run.output, QStringLiteral("No newer version is there.\n"));
    }

    void check_asJson_isAnObject()
    {
        store(QStringLiteral("1.0.0"));
        const QStringList format{QStringLiteral("--format"), QStringLiteral("json")};
        const QString id = m_registry->name() + QStringLiteral("/org/name");
        nlohmann::json expected = nlohmann::json::array();
        expected.push_back(
            {{"id", id}, {"installed", id + QStringLiteral(":1.0.0")}, {"offered", "1.2.0"}});
        const ProgramRun run = check(format);
        QVERIFY2(run.exitCode == 0, run.describe());
        const auto answer = json::parse(run.output.toUtf8());
        QVERIFY2(answer, run.describe());
        QVERIFY2(answer->at("extensions") == expected, run.describe());
        QVERIFY2(answer->at("failures").empty(), run.describe());

        m_registry.reset();
        const ProgramRun failed = check(format);
        QCOMPARE(failed.exitCode, 1);
        const auto told = json::parse(failed.output.toUtf8());
        QVERIFY2(told && told->at("failures").size() == 1, failed.describe());
    }

    void update_formatWithoutCheck_isRefused()
    {
        const ProgramRun run = runCli({QStringLiteral("update"),
                                       QStringLiteral("org/name"),
                                       QStringLiteral("--format"),
                                       QStringLiteral("json")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("--format goes with --check")), run.describe());
    }

    void check_registryIsGone_saysWhy()
    {
        store(QStringLiteral("1.0.0"));
        m_registry.reset();
        const ProgramRun run = check();
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("Listing the tags of ")), run.describe());
        QCOMPARE(listedUpdate(), QString());
    }

    void update_withoutAnImage_isRefused()
    {
        const ProgramRun run = runCli({QStringLiteral("update")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("IMAGE is required")), run.describe());
    }
};

PIERHEAD_TEST(CliUpdatesTest)

} // namespace pierhead::test

#include "tst_cliupdates.moc"
