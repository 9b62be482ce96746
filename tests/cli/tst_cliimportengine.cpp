#include "enginetest.h"
#include "programrun.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/desktopimport/desktopextensions.h>

#include <QTest>

namespace pierhead::test {

/// `import` on a real engine, which has the image already.
class CliImportEngineTest final : public EngineTest
{
    Q_OBJECT

private:
    static ProgramRun call(const QStringList &arguments)
    {
        return runCli(QStringList{QStringLiteral("--engine"), addressText()} + arguments);
    }

private Q_SLOTS:

    void initTestCase()
    {
        VERIFY_RESULT(buildImage(QStringLiteral("cliimport/one:1.2.3"),
                                 {{QStringLiteral("Dockerfile"),
                                   "FROM alpine:3.15\n"
                                   "LABEL org.opencontainers.image.title=One "
                                   "com.docker.desktop.extension.api.version=0.3.4\n"
                                   "COPY metadata.json /\n"},
                                  {QStringLiteral("metadata.json"), "{}"}}));
    }

    void all_installsWhatIsGood_andTellsWhatIsNot()
    {
        const QString root = desktopimport::desktopExtensionsFolder();
        const QString one = root + QStringLiteral("/cliimport_one");
        QVERIFY(QDir().mkpath(one + QStringLiteral("/vm")));
        writeFile(one + QStringLiteral("/metadata.json"), "{}");
        writeFile(one + QStringLiteral("/vm/docker-compose.yaml"),
                  "services: {one: {image: 'cliimport/one:1.2.3'}}");
        QVERIFY(QDir().mkpath(root + QStringLiteral("/cliimport_bad")));

        const ProgramRun run =
            call({QStringLiteral("import"), QStringLiteral("--all"), QStringLiteral("--force")});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("1 of 2 extensions")), run.describe());
        QVERIFY2(run.errors.contains(QStringLiteral("it has no cliimport_bad/metadata.json")),
                 run.describe());
        const auto found = extensions::ExtensionStore(Paths::fromEnvironment())
                               .find(QStringLiteral("cliimport/one"));
        VERIFY_RESULT(found);
        QCOMPARE(found->reference, QStringLiteral("cliimport/one:1.2.3"));

        const ProgramRun again =
            call({QStringLiteral("import"), QStringLiteral("-f"), QStringLiteral("cliimport_one")});
        QVERIFY2(again.exitCode == 0, again.describe());
        QVERIFY2(again.output.contains(QStringLiteral("nothing to import")), again.describe());
        QCOMPARE(call({QStringLiteral("rm"), QStringLiteral("cliimport/one")}).exitCode, 0);
    }
};

PIERHEAD_TEST(CliImportEngineTest)

} // namespace pierhead::test

#include "tst_cliimportengine.moc"
