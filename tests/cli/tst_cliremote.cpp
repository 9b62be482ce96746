#include "guardedtest.h"
#include "programrun.h"
#include "secondhost.h"
#include "testprogram.h"

#include <QCoreApplication>
#include <QDir>
#include <QTest>

namespace pierhead::test {

/// The docker program's options for an engine over TLS.
class CliRemoteTest final : public GuardedTest
{
    Q_OBJECT

public:
    static void beforeApplication() { SecondHost::leaveNetwork(); }

private:
    const QString m_folder = QDir::tempPath() + QStringLiteral("/host");
    std::unique_ptr<SecondHost> m_host;

    /// Asks the engine for an image that it does not have, as docker would call this program.
    [[nodiscard]] ProgramRun validate(const QStringList &options, const QString &certificates) const
    {
        const QString folder = m_folder + QLatin1Char('/') + certificates;
        return runCli(QStringList{QStringLiteral("--host"), QStringLiteral("tcp://10.99.0.2:2376")}
                      + options
                      + QStringList{QStringLiteral("--tlscacert"),
                                    folder + QStringLiteral("/ca.pem"),
                                    QStringLiteral("--tlscert"),
                                    folder + QStringLiteral("/cert.pem"),
                                    QStringLiteral("--tlskey"),
                                    folder + QStringLiteral("/key.pem"),
                                    QStringLiteral("extension"),
                                    QStringLiteral("validate"),
                                    QStringLiteral("nobody/nothing:1")});
    }

private Q_SLOTS:

    void initTestCase()
    {
        m_host = std::make_unique<SecondHost>(m_folder);
        QVERIFY(m_host->start());
    }

    void cleanupTestCase() { m_host.reset(); }

    void tlsOptions_reachTheEngine()
    {
        for (const QStringList &options :
             {QStringList(), QStringList(QStringLiteral("--tlsverify"))}) {
            const ProgramRun run = validate(options, QStringLiteral("client"));
            QCOMPARE(run.exitCode, 1);
            QVERIFY2(run.errors.contains(QStringLiteral("No such image")), run.describe());
        }
    }

    void tlsOptions_certificatesOfAnotherEngine_areRefused()
    {
        const ProgramRun run = validate({}, QStringLiteral("wrongca"));
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(!run.errors.contains(QStringLiteral("No such image")), run.describe());
        QVERIFY2(run.errors.contains(QStringLiteral("is not trusted")), run.describe());
    }
};

PIERHEAD_TEST(CliRemoteTest)

} // namespace pierhead::test

#include "tst_cliremote.moc"
