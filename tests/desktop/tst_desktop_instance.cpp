#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/singleinstance.h>

#include <QApplication>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <guardedtest.h>
#include <result.h>

using namespace pierhead;
using desktop::SingleInstance;

/// A second start of the program, and what links ask for.
class DesktopInstanceTest final : public test::GuardedTest
{
    Q_OBJECT

    static constexpr int patience = 30'000;

    struct Run
    {
        int exitCode = -1;
        QString errors;
    };

    static std::unique_ptr<QProcess> start(const QStringList &arguments)
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        variables.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        variables.insert(QStringLiteral("XDG_ACTIVATION_TOKEN"), QStringLiteral("leave-to-focus"));
        variables.insert(QStringLiteral("XDG_RUNTIME_DIR"), qEnvironmentVariable("PIERHEAD_HOME"));
        process->setProcessEnvironment(variables);
        process->start(QStringLiteral(PIERHEAD_PROGRAM), arguments);
        return process;
    }

    static Run run(const QStringList &arguments)
    {
        const auto process = start(arguments);
        const auto hasEnded = [&process] {
            return process->state() == QProcess::NotRunning;
        };
        if (!test::waitFor(hasEnded, patience)) {
            process->kill();
            process->waitForFinished();
            return {};
        }
        return {process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1,
                QString::fromUtf8(process->readAllStandardError())};
    }

    static QString socketPath()
    {
        return Paths::fromEnvironment().runtime + QStringLiteral("/desktop.sock");
    }

    static void prepare(const QString &title)
    {
        test::PreparedExtension extension;
        extension.id = title.toLower();
        extension.title = title;
        extension.hasBackend = false;
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), extension));
    }

    static desktop::Options asking(const QString &link)
    {
        const auto options = desktop::Options::parse({QStringLiteral("pierhead"), link});
        return options ? *options : desktop::Options();
    }

private Q_SLOTS:

    void initTestCase() { QVERIFY(test::startWebEngine()); }

    void secondStart_handsOverAndEnds()
    {
        SingleInstance first(Paths::fromEnvironment());
        const QSignalSpy asked(&first, &SingleInstance::asked);
        const auto role = first.start({});
        VERIFY_RESULT(role);
        QCOMPARE(*role, SingleInstance::Role::First);
        const QString link = QStringLiteral("pierhead://dashboard/extension-tab?extensionId=ä/b");
        const Run second = run({QStringLiteral("--theme"), QStringLiteral("dark"), link});
        QVERIFY2(second.exitCode == 0, qPrintable(second.errors));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().at(0).toStringList(),
                 QStringList({QStringLiteral("--theme"), QStringLiteral("dark"), link}));
        QCOMPARE(asked.first().at(1).toString(), QStringLiteral("leave-to-focus"));
    }

    void secondStart_withWrongOptions_tellsItselfAndDisturbsNobody()
    {
        SingleInstance first(Paths::fromEnvironment());
        const QSignalSpy asked(&first, &SingleInstance::asked);
        VERIFY_RESULT(first.start({}));
        const Run second = run({QStringLiteral("docker-desktop://extensions/install?x=1")});
        QCOMPARE(second.exitCode, 1);
        QVERIFY2(second.errors.contains(QStringLiteral("no link")), qPrintable(second.errors));
        QVERIFY(asked.isEmpty());
    }

    void secondStart_ofOneThatDoesNotAnswer_saysWhichProcess()
    {
        const Paths paths = Paths::fromEnvironment();
        QVERIFY(QDir().mkpath(paths.runtime));
        QLockFile lock(paths.runtime + QStringLiteral("/desktop.lock"));
        QVERIFY(lock.tryLock(0));
        const Run second = run({});
        QCOMPARE(second.exitCode, 1);
        QVERIFY2(second.errors.contains(
                     QStringLiteral("as process %1").arg(QCoreApplication::applicationPid())),
                 qPrintable(second.errors));
    }

    void socket_givenNonsense_isClosedAndGoesOn()
    {
        SingleInstance first(Paths::fromEnvironment());
        const QSignalSpy asked(&first, &SingleInstance::asked);
        VERIFY_RESULT(first.start({}));
        for (const QByteArray &words : {QByteArray("nonsense\n"),
                                        QByteArray("{\"arguments\": 7}\n"),
                                        QByteArray(300'000, 'x')}) {
            QLocalSocket socket;
            socket.connectToServer(socketPath());
            socket.write(words);
            QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
        }
        QVERIFY(asked.isEmpty());
        QCOMPARE(run({}).exitCode, 0);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(
            QFile::permissions(socketPath())
                & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
            QFile::Permissions());
    }

    void start_afterOneThatWasKilled_isTheFirst()
    {
        test::IdleEngine engine;
        const QStringList arguments{QStringLiteral("--engine"), engine.address()};
        const auto killed = start(arguments);
        const auto isUp = [] {
            QLocalSocket socket;
            socket.connectToServer(socketPath());
            return socket.state() == QLocalSocket::ConnectedState;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isUp(), patience);
        QCOMPARE(run({}).exitCode, 0);
        QCOMPARE(killed->state(), QProcess::Running);
        killed->kill();
        QVERIFY(killed->waitForFinished(patience));
        QVERIFY(QFileInfo::exists(socketPath()));
        SingleInstance next(Paths::fromEnvironment());
        const auto role = next.start({});
        VERIFY_RESULT(role);
        QCOMPARE(*role, SingleInstance::Role::First);
    }

    void link_toATab_opensItInTheRunningWindow()
    {
        prepare(QStringLiteral("Alpha"));
        test::IdleEngine engine;
        const auto program = test::openWindow(engine.address());
        desktop::MainWindow &window = program->window();
        window.showMinimized();
        program->show(
            asking(QStringLiteral("pierhead://dashboard/extension-tab?extensionId=alpha&code=1")));
        QVERIFY(!window.isMinimized());
        QVERIFY(window.currentTab());
        QCOMPARE(window.currentTab()->key(), QStringLiteral("alpha"));
    }

    void link_toWhatIsNotInstalled_saysSo()
    {
        test::IdleEngine engine;
        const auto program = test::openWindow(engine.address());
        program->show(
            asking(QStringLiteral("pierhead://dashboard/extension-tab?extensionId=absent")));
        auto *problem =
            test::visible<desktop::ProblemPanel>(program->window(), QStringLiteral("problem"));
        QVERIFY(problem);
        QVERIFY2(problem->details().contains(QStringLiteral("absent")),
                 qPrintable(problem->details()));
    }

    void marketplaceLink_asksAndInstallsNothing()
    {
        test::IdleEngine engine;
        const auto program = test::openWindow(engine.address());
        QTRY_COMPARE(program->engines().status().kind, desktop::EngineStatus::Kind::Ready);
        program->show(asking(QStringLiteral(
            "docker-desktop://extensions/marketplace?extensionId=org/name&tag=1.2.3")));
        QCOMPARE(program->install().state(), desktop::InstallFlow::State::Asking);
        QCOMPARE(program->install().source().location, QStringLiteral("org/name:1.2.3"));
        QVERIFY(test::visible<QPushButton>(program->window(), QStringLiteral("confirmInstall")));
        test::picture(program->window(), QStringLiteral("link-install"));
        QVERIFY(test::click(program->window(), QStringLiteral("declineInstall")));
        QCOMPARE(program->install().state(), desktop::InstallFlow::State::Idle);
        QVERIFY(engine.wire().requestsTo("POST /images/create").isEmpty());
    }

    void marketplaceLink_ofWhatIsInstalled_asksNothing()
    {
        prepare(QStringLiteral("Alpha"));
        test::IdleEngine engine;
        const auto program = test::openWindow(engine.address());
        program->show(
            asking(QStringLiteral("docker-desktop://extensions/marketplace?extensionId=alpha")));
        QCOMPARE(program->install().state(), desktop::InstallFlow::State::Idle);
        QVERIFY(!program->window().findChildren<QFrame *>(QStringLiteral("toast")).isEmpty());
    }
};

PIERHEAD_WIDGETS_TEST(DesktopInstanceTest)

#include "tst_desktop_instance.moc"
