#include "enginetest.h"
#include "ownengine.h"
#include "programrun.h"
#include "result.h"
#include "testprogram.h"

#include <host/engine/engineclient.h>

#include <QTest>

namespace pierhead::test {

/// What `export` writes is enough for a machine that has nothing, and no network: its engine is the
/// test's own, in a network of its own.
class CliExportTest final : public EngineTest
{
    Q_OBJECT

private:
    const QString m_extension = QStringLiteral("cliexport/sample:1");
    const QString m_other = QStringLiteral("cliexport/other:1"); ///< of its backend

    [[nodiscard]] static ProgramRun
    call(const QString &engine, const QStringList &arguments, const QString &home)
    {
        return runCli(QStringList{QStringLiteral("--engine"), engine} + arguments,
                      {{QStringLiteral("PIERHEAD_HOME"), home}});
    }

    void buildBoth() const
    {
        VERIFY_RESULT(buildImage(
            m_other,
            {{QStringLiteral("Dockerfile"), "FROM alpine:3.15\nRUN echo other > /name\n"}}));
        VERIFY_RESULT(buildImage(
            m_extension,
            {{QStringLiteral("Dockerfile"),
              "FROM alpine:3.15\nLABEL org.opencontainers.image.title=Exported"
              " com.docker.desktop.extension.api.version=0.3.4\n"
              "COPY metadata.json compose.yaml /\n"},
             {QStringLiteral("metadata.json"), R"({"vm": {"composefile": "compose.yaml"}})"},
             {QStringLiteral("compose.yaml"),
              "services:\n  one:\n    image: cliexport/other:1\n    command: [sleep, '1000']\n"}}));
    }

    /// Installs both on the suite's engine and exports them.
    void exportTo(const QString &file) const
    {
        buildBoth();
        for (const QStringList &words :
             {QStringList{QStringLiteral("install"), QStringLiteral("-f"), m_extension},
              QStringList{
                  QStringLiteral("export"), QStringLiteral("-o"), file, QStringLiteral("exported")},
              QStringList{QStringLiteral("rm"), QStringLiteral("exported")}}) {
            const ProgramRun run = call(addressText(), words, home());
            QVERIFY2(run.exitCode == 0, run.describe());
        }
    }

private Q_SLOTS:

    void export_archive_installsOnAnEmptyEngine()
    {
        const QString file = home() + QStringLiteral("/exported.tar");
        exportTo(file);
        OwnEngine engine(home() + QStringLiteral("/e"));
        QVERIFY(engine.start());
        const engine::EngineClient client(engine.address());
        VERIFY_RESULT(await(client.removeImage(QStringLiteral("alpine:3.15"))));
        const auto images = await(client.listImages());
        VERIFY_RESULT(images);
        QCOMPARE(images->size(), std::size_t(0));

        const QString address = engine.address().toString();
        const QString otherHome = home() + QStringLiteral("/o");
        const ProgramRun installed =
            call(address, {QStringLiteral("install"), QStringLiteral("-f"), file}, otherHome);
        QVERIFY2(installed.exitCode == 0, installed.describe());
        const ProgramRun name = call(address,
                                     {QStringLiteral("exec"),
                                      QStringLiteral("exported"),
                                      QStringLiteral("cat"),
                                      QStringLiteral("/name")},
                                     otherHome);
        QVERIFY2(name.output == QStringLiteral("other\n"), name.describe());
        const ProgramRun removed =
            call(address, {QStringLiteral("rm"), QStringLiteral("exported")}, otherHome);
        QVERIFY2(removed.exitCode == 0, removed.describe());
    }
};

PIERHEAD_TEST(CliExportTest)

} // namespace pierhead::test

#include "tst_cliexport.moc"
