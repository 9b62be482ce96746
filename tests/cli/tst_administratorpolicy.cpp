#include "guardedtest.h"
#include "powerlossdisk.h"
#include "programrun.h"
#include "simulatedengine.h"
#include "storedextension.h"
#include "testprogram.h"

#include <QDir>
#include <QTest>

#include <sys/mount.h>

namespace pierhead::test {

/// The program reads the administrator's policy, in an /etc that this test alone sees.
class AdministratorPolicyTest final : public GuardedTest
{
    Q_OBJECT

public:
    static void beforeApplication() { PowerLossDisk::leaveMounts(); }

private:
    const QString m_file = QStringLiteral("/etc/pierhead/policy.json");
    SimulatedEngine m_engine;

    [[nodiscard]] ProgramRun install(const QString &further = {}) const
    {
        QMap<QString, QString> environment;
        if (!further.isEmpty()) {
            environment.insert(QStringLiteral("PIERHEAD_POLICY"), further);
        }
        return runCli({QStringLiteral("--engine"),
                       m_engine.address().toString(),
                       QStringLiteral("install"),
                       QStringLiteral("-f"),
                       QStringLiteral("org/sample:1")},
                      environment);
    }

    /// Whether it was refused for that reason, before the image was pulled.
    [[nodiscard]] QByteArray refusalProblem(const ProgramRun &run, const QString &reason) const
    {
        const bool isRefused = run.exitCode == 1 && run.errors.contains(reason)
            && run.errors.contains(m_file)
            && !m_engine.requests().contains(QStringLiteral("POST /images/create"));
        return isRefused ? QByteArray() : run.describe();
    }

private Q_SLOTS:

    void init()
    {
        GuardedTest::init();
        const QByteArray copy = (home() + QStringLiteral("/etc")).toUtf8();
        const ProgramRun copied =
            runProgram(QStringLiteral("cp"),
                       {QStringLiteral("-a"), QStringLiteral("/etc"), QString::fromUtf8(copy)});
        QVERIFY2(copied.exitCode == 0, copied.describe());
        QCOMPARE(::mount(copy.constData(), "/etc", nullptr, MS_BIND, nullptr), 0);
        m_engine.offerImage(QStringLiteral("org/sample:1"),
                            {.id = QStringLiteral("sha256:one"),
                             .labels = {{QStringLiteral("org.opencontainers.image.title"),
                                         QStringLiteral("Sample")},
                                        {QStringLiteral("com.docker.desktop.extension.api.version"),
                                         QStringLiteral("0.3.4")}},
                             .files = {{QStringLiteral("metadata.json"),
                                        R"({"ui": {"dashboard-tab":
                              {"title": "Sample", "root": "/ui", "src": "index.html"}}})"},
                                       {QStringLiteral("ui/index.html"), "page"}}});
    }

    void cleanup()
    {
        QCOMPARE(::umount2("/etc", MNT_DETACH), 0);
        GuardedTest::cleanup();
    }

    void install_administratorsFile_decides()
    {
        const QString byName = QStringLiteral("The policy rule allowed.images in ") + m_file;
        writeFile(m_file, R"({"allowed": {"images": ["org/other"]}})");
        QCOMPARE(refusalProblem(install(), byName), QByteArray());

        // A user's own file takes nothing back.
        const QString further = home() + QStringLiteral("/further.json");
        writeFile(further, R"({"allowed": {"images": ["org/sample"]}})");
        QCOMPARE(refusalProblem(install(further), byName), QByteArray());

        writeFile(m_file, "{");
        QCOMPARE(refusalProblem(install(), QStringLiteral("it is no JSON")), QByteArray());

        writeFile(m_file, R"({"allowed": {"images": ["org/sample"]}})");
        const ProgramRun allowed = install();
        QVERIFY2(allowed.exitCode == 0, allowed.describe());
    }
};

PIERHEAD_TEST(AdministratorPolicyTest)

} // namespace pierhead::test

#include "tst_administratorpolicy.moc"
