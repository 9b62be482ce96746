#include "guardedtest.h"
#include "programrun.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"
#include "testregistry.h"

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
        for (const char *tag : {"1.0.0", "1.2.0"}) {
            const SavedImage image{.reference = {},
                                   .files = {{QStringLiteral("metadata.json"), "{}"}},
                                   .labels = {},
                                   .architecture = QStringLiteral("amd64")};
            QVERIFY(!m_registry->push(QStringLiteral("org/name"), QString::fromLatin1(tag), {image})
                         .isEmpty());
        }
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

    void check_nothingNewer_saysSo()
    {
        store(QStringLiteral("1.2.0"));
        const ProgramRun run = check({QStringLiteral("name")});
        QVERIFY2(run.exitCode == 0, run.describe());
        QCOMPARE(run.output, QStringLiteral("No newer version is there.\n"));
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
