#include "containertest.h"
#include "contexttar.h"
#include "result.h"
#include "savedimage.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/backend/agentinstaller.h>
#include <host/backend/agentprogram.h>
#include <host/backend/backendlabels.h>
#include <host/backend/backendstate.h>

#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <array>

using namespace pierhead;
using namespace pierhead::backend;
using pierhead::test::await;

namespace {

/// A machine that Pierhead is not built for, and has no agent for.
struct ForeignMachine
{
    const char *architecture; ///< Go's name
    char order;               ///< of bytes: 1 for the little end first
    std::array<char, 2> code; ///< in ELF, in that order
};

constexpr std::array<ForeignMachine, 3> foreignMachines{
    {{"riscv64", 1, {'\xf3', 0}}, {"s390x", 2, {0, 22}}, {"ppc64le", 1, {21, 0}}}};

/// The head of a program for it, which is all that is looked at where it cannot run.
QByteArray foreignProgram(const ForeignMachine &machine)
{
    constexpr qsizetype orderAt = 5;
    constexpr qsizetype typeAt = 16;
    constexpr qsizetype machineAt = 18;
    constexpr char executable = 2;
    QByteArray head(4096, 0);
    head.replace(0, 4, "\x7F\x45LF");
    head[4] = 2; // 64 bits
    head[orderAt] = machine.order;
    head[6] = 1; // the format's version
    head[machine.order == 1 ? typeAt : typeAt + 1] = executable;
    head.replace(machineAt, 2, machine.code.data(), 2);
    return head;
}

} // namespace

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

    /// Whether this machine starts the program, by itself or by an emulator.
    [[nodiscard]] bool runsHere(const QByteArray &program) const
    {
        const QString path = home() + QStringLiteral("/foreign");
        test::writeFile(path, program);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QProcess process;
        process.start(path, {});
        const bool isStarted = process.waitForStarted();
        process.kill();
        process.waitForFinished();
        return isStarted;
    }

    /// One whose programs do not run here, whatever emulators are installed.
    [[nodiscard]] ForeignMachine foreignMachine() const
    {
        const auto found =
            std::find_if(foreignMachines.begin(), foreignMachines.end(), [this](const auto &one) {
                return !runsHere(foreignProgram(one));
            });
        if (found == foreignMachines.end()) {
            qFatal("This machine runs the programs of all others.");
        }
        return *found;
    }

    /// Another one that there is an agent for.
    [[nodiscard]] static QString otherArchitecture()
    {
        const auto version = await(client().version());
        return version && version->architecture == QLatin1String("arm64") ? QStringLiteral("amd64")
                                                                          : QStringLiteral("arm64");
    }

private Q_SLOTS:

    void commands_runByTheEngine_data()
    {
        QTest::addColumn<bool>("isBuilt");
        QTest::newRow("no agent is built for it") << false;
        QTest::newRow("its agent does not run here") << true;
    }

    void commands_runByTheEngine()
    {
        QFETCH(const bool, isBuilt);
        const QString architecture =
            isBuilt ? otherArchitecture() : QString::fromLatin1(foreignMachine().architecture);
        const auto agent = AgentProgram::find(architecture);
        QCOMPARE(agent.has_value(), isBuilt);
        // Agents are built for two machines alone: where one emulates the other, it may well run.
        const bool isEmulated = agent && runsHere(agent->bytes);
        const QString reference = QStringLiteral("foreignimage/%1:1").arg(architecture);
        VERIFY_RESULT(await(client().loadImage(makeImage(reference, architecture), {})));
        engine::ContainerSpec spec;
        spec.image = reference;
        spec.command = {QStringLiteral("/sleep"), QStringLiteral("100000")};
        start(spec);
        if (!isEmulated) {
            const auto installed = await(installAgent(client(), m_container));
            COMPARE_ERROR(installed, ErrorCode::ProcessFailed);
            const QString why = QStringLiteral("there is none for the architecture");
            QVERIFY2(installed.error().message.contains(why) != isBuilt,
                     qPrintable(installed.error().message));
        }
        const BackendSession backend = session();
        for (int count = 0; count < 2; ++count) {
            const auto outcome =
                await(backend.exec({.command = {QStringLiteral("/echo"), QStringLiteral("hello")},
                                    .workingDirectory = {},
                                    .environment = {}}));
            VERIFY_RESULT(outcome);
            QCOMPARE(outcome->standardOutput, QByteArray("hello\n"));
            QVERIFY(isEmulated || !backend.hasAgent());
        }
    }

    void command_forAnotherMachine_endsWithTheReason_data() { everyWay(); }

    void command_forAnotherMachine_endsWithTheReason()
    {
        QFETCH(const Way, way);
        const QByteArray program = foreignProgram(foreignMachine());
        start();
        VERIFY_RESULT(
            await(client().uploadArchive(m_container,
                                         QStringLiteral("/"),
                                         test::contextTar({{QStringLiteral("other"), program}}))));
        const BackendSession backend = session(way);
        const auto outcome = await(backend.exec(
            {.command = {QStringLiteral("/other")}, .workingDirectory = {}, .environment = {}}));
        VERIFY_RESULT(outcome);
        // What an engine's runtime ends with differs.
        QVERIFY(way != Way::EngineAlone ? outcome->exitCode == 126
                                        : outcome->exitCode.value_or(0) != 0);
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
        const ForeignMachine machine = foreignMachine();
        const QString architecture = QString::fromLatin1(machine.architecture);
        test::writeFile(archive,
                        test::savedImages({{reference,
                                            {{QStringLiteral("program"), foreignProgram(machine)}},
                                            {},
                                            architecture}}));
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
