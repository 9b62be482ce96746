#include "containertest.h"
#include "contexttar.h"
#include "result.h"
#include "savedimage.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/backend/agentprogram.h>
#include <host/backend/backendlabels.h>
#include <host/backend/backendstate.h>

#include <QStandardPaths>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;

/// Containers of images that are made for another machine.
class ForeignImageTest final : public test::ContainerTest
{
    Q_OBJECT

private:
    /// An image that says it is of that architecture, with /sleep and /echo, as an archive. The
    /// programs are this machine's, so that they run without an emulator.
    [[nodiscard]] QString makeImage(const QString &reference, const QString &architecture) const
    {
        QFile busybox(QStandardPaths::findExecutable(QStringLiteral("busybox")));
        if (!busybox.open(QIODevice::ReadOnly)) {
            qWarning("busybox is not installed");
        }
        const QByteArray program = busybox.readAll();
        const QString archive = home() + QStringLiteral("/foreign.tar");
        test::writeFile(archive,
                        test::savedImages({{reference,
                                            {{QStringLiteral("sleep"), program},
                                             {QStringLiteral("echo"), program}},
                                            {},
                                            architecture}}));
        return archive;
    }

    /// The architecture that this machine has no emulator for.
    [[nodiscard]] static QString otherArchitecture()
    {
        const auto version = await(client().version());
        return version && version->architecture == QLatin1String("arm64") ? QStringLiteral("amd64")
                                                                          : QStringLiteral("arm64");
    }

    /// A program of the other architecture.
    [[nodiscard]] static QByteArray otherProgram()
    {
        const auto agent = AgentProgram::find(otherArchitecture());
        return agent ? agent->bytes : QByteArray();
    }

private Q_SLOTS:

    void commands_runByTheEngine_data()
    {
        QTest::addColumn<QString>("architecture");
        QTest::newRow("no agent is built for it") << QStringLiteral("riscv64");
        QTest::newRow("its agent does not run here") << QStringLiteral("arm64");
    }

    void commands_runByTheEngine()
    {
        QFETCH(const QString, architecture);
        const QString reference = QStringLiteral("foreignimage/%1:1").arg(architecture);
        VERIFY_RESULT(await(client().loadImage(makeImage(reference, architecture), {})));
        engine::ContainerSpec spec;
        spec.image = reference;
        spec.command = {QStringLiteral("/sleep"), QStringLiteral("100000")};
        start(spec);
        const BackendSession backend = session();
        for (int count = 0; count < 2; ++count) {
            const auto outcome =
                await(backend.exec({.command = {QStringLiteral("/echo"), QStringLiteral("hello")},
                                    .workingDirectory = {},
                                    .environment = {}}));
            VERIFY_RESULT(outcome);
            QCOMPARE(outcome->standardOutput, QByteArray("hello\n"));
            QVERIFY(!backend.hasAgent());
        }
    }

    void command_forAnotherMachine_endsWithTheReason_data() { bothWays(); }

    void command_forAnotherMachine_endsWithTheReason()
    {
        QFETCH(const bool, hasAgent);
        const QByteArray program = otherProgram();
        QVERIFY(!program.isEmpty());
        start();
        VERIFY_RESULT(
            await(client().uploadArchive(m_container,
                                         QStringLiteral("/"),
                                         test::contextTar({{QStringLiteral("other"), program}}))));
        const BackendSession backend = session(hasAgent);
        const auto outcome = await(backend.exec(
            {.command = {QStringLiteral("/other")}, .workingDirectory = {}, .environment = {}}));
        VERIFY_RESULT(outcome);
        // What an engine's runtime ends with differs.
        QVERIFY(hasAgent ? outcome->exitCode == 126 : outcome->exitCode.value_or(0) != 0);
        const QByteArray told = outcome->standardOutput + outcome->standardError;
        QVERIFY2(told.toLower().contains("exec format error"), told.constData());
        VERIFY_RESULT(await(backend.exec(
            {.command = {QStringLiteral("true")}, .workingDirectory = {}, .environment = {}})));
    }

    /// Its own program cannot be started: the service says for which machine its image is.
    void service_forAnotherMachine_saysSo()
    {
        const QString reference = QStringLiteral("foreignimage/other:1");
        const QString archive = home() + QStringLiteral("/other.tar");
        const QString architecture = otherArchitecture();
        test::writeFile(
            archive,
            test::savedImages(
                {{reference, {{QStringLiteral("program"), otherProgram()}}, {}, architecture}}));
        VERIFY_RESULT(await(client().loadImage(archive, {})));
        const auto id =
            extensions::ExtensionId::parse(QStringLiteral("foreignimage/other")).value();
        engine::ContainerSpec spec;
        spec.image = reference;
        spec.command = {QStringLiteral("/program")};
        spec.labels = {{serviceLabel, QStringLiteral("web")}, {projectLabel, id.projectName()}};
        const auto made = await(client().createContainer(spec));
        VERIFY_RESULT(made);
        m_container = *made;
        // Some engines say so at once, others when the program has ended.
        static_cast<void>(await(client().startContainer(m_container)));
        const auto state = [&id] {
            return await(askBackendState(client(), id)).value();
        };
        QTRY_COMPARE(state().overall(), ServiceCondition::Failed);
        const QString reason = state().reason().inEnglish();
        QVERIFY2(reason.startsWith(QStringLiteral("\"web\" ")), qPrintable(reason));
        QVERIFY2(reason.contains(QStringLiteral("Its image is for %1, and the engine's machine is")
                                     .arg(architecture)),
                 qPrintable(reason));
        const auto outcome = await(session().exec(
            {.command = {QStringLiteral("/program")}, .workingDirectory = {}, .environment = {}}));
        QVERIFY(!outcome);
        QVERIFY2(outcome.error().message.contains(QStringLiteral("is in the state \"exited\"")),
                 qPrintable(outcome.error().message));
    }
};

PIERHEAD_TEST(ForeignImageTest)

#include "tst_foreignimage.moc"
