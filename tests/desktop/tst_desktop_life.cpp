#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/extensiontab.h>
#include <host/backend/runexec.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <installtest.h>
#include <result.h>

using namespace pierhead;
using desktop::ExtensionTab;
using test::await;
using test::openWindow;
using test::patience;
using test::tab;

/// What a page has started in its backend's container and on this machine ends with the page,
/// however that ends.
class DesktopLifeTest final : public test::InstallTest
{
    Q_OBJECT

    const QString m_image = QStringLiteral("life/sample:1");

    /// The process ids, in the container, of the page's commands that run; as the engine's own exec
    /// sees it.
    static QByteArrayList commands()
    {
        const backend::ExecSpec list{
            .command = {QStringLiteral("ps"), QStringLiteral("-o"), QStringLiteral("pid,args")},
            .workingDirectory = {},
            .environment = {}};
        const auto listed = await(backend::runExec(
            client(), QStringLiteral("life_sample-desktop-extension-service"), list, {}));
        if (!listed || listed->exitCode != 0) {
            qFatal("the container's processes cannot be listed");
        }
        QByteArrayList found;
        const QByteArrayList lines = listed->standardOutput.split('\n');
        for (const QByteArray &line : lines) {
            if (line.contains("sleep 98765")) {
                found.append(line.trimmed().split(' ').first());
            }
        }
        return found;
    }

    /// The process ids of the page's commands on this machine.
    static QByteArrayList hostCommands()
    {
        QByteArrayList found;
        const QStringList entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
        for (const QString &entry : entries) {
            QFile file(QStringLiteral("/proc/%1/cmdline").arg(entry));
            if (file.open(QIODevice::ReadOnly)
                && file.readAll().contains(QByteArray("events\0--filter\0label=life=98765", 32))) {
                found.append(entry.toLatin1());
            }
        }
        return found;
    }

    /// The commands that a page has started.
    struct Started
    {
        QByteArray inContainer;
        QByteArray onHost;

        [[nodiscard]] bool isGone() const
        {
            return !hostCommands().contains(onHost) && !commands().contains(inContainer);
        }
    };

    static Started started() { return {commands().value(0), hostCommands().value(0)}; }

    static bool isStarted() { return commands().size() == 1 && hostCommands().size() == 1; }

    /// Waits for the end of the commands and tells how long it took, and one look at them.
    static bool isEnded(const Started &started, const char *after)
    {
        QElapsedTimer timer;
        timer.start();
        qint64 look = 0;
        const auto isGone = [&] {
            QElapsedTimer one;
            one.start();
            const bool gone = started.isGone();
            look = one.elapsed();
            return gone;
        };
        const bool isOver = QTest::qWaitFor(isGone, 10'000);
        qInfo("%s: seen to be ended after %lld ms, the last look took %lld ms",
              after,
              static_cast<long long>(timer.elapsed()),
              static_cast<long long>(look));
        return isOver;
    }

    /// The window with the page open and its commands running.
    static std::unique_ptr<desktop::Application> openPage()
    {
        auto program = openWindow(addressText());
        if (!QTest::qWaitFor([&] { return program->engines().engine() != nullptr; }, patience)) {
            return nullptr;
        }
        QTest::mouseClick(tab(program->window(), QStringLiteral("Sample")), Qt::LeftButton);
        return QTest::qWaitFor([] { return isStarted(); }, patience) ? std::move(program) : nullptr;
    }

    static qint64 parentOf(qint64 process)
    {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(process));
        return stat.open(QIODevice::ReadOnly)
            ? stat.readAll().split(')').last().split(' ').value(2).toLongLong()
            : 0;
    }

    /// The web engine's processes below this program.
    static QList<pid_t> webProcesses()
    {
        QList<pid_t> found;
        const QStringList entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
        for (const QString &entry : entries) {
            QFile file(QStringLiteral("/proc/%1/cmdline").arg(entry));
            if (!file.open(QIODevice::ReadOnly) || !file.readAll().contains("QtWebEngineProcess")) {
                continue;
            }
            qint64 ancestor = entry.toLongLong();
            while (ancestor > 1 && ancestor != QCoreApplication::applicationPid()) {
                ancestor = parentOf(ancestor);
            }
            if (ancestor > 1) {
                found.append(static_cast<pid_t>(entry.toLongLong()));
            }
        }
        return found;
    }

private Q_SLOTS:

    void initTestCase()
    {
        QVERIFY(test::startWebEngine());
        VERIFY_RESULT(buildImage(
            m_image,
            sampleContext("<p>started</p><script>"
                          "ddClient.extension.vm.cli.exec('sleep', ['98765']);"
                          "ddClient.docker.cli.exec('events', ['--filter', 'label=life=98765'])"
                          "</script>")));
    }

    void init()
    {
        InstallTest::init();
        VERIFY_RESULT(bench().install(m_image));
    }

    void cleanup()
    {
        VERIFY_RESULT(bench().remove(m_image));
        InstallTest::cleanup();
    }

    void tab_left_endsWhatItStarted()
    {
        const auto program = openPage();
        QVERIFY(program);
        const Started command = started();
        QTest::mouseClick(tab(program->window(), QStringLiteral("Extensions")), Qt::LeftButton);
        QVERIFY(isEnded(command, "leaving the tab"));
    }

    void tab_reloaded_endsWhatItStarted()
    {
        const auto program = openPage();
        QVERIFY(program);
        const Started former = started();
        QPointer<ExtensionTab> page = program->window().currentTab();
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        QTest::keyClick(&program->window(), Qt::Key_F5);
        QVERIFY(isEnded(former, "reloading"));
        // The new page has started its own, and has it still.
        QTRY_VERIFY_WITH_TIMEOUT(isStarted(), patience);
        QVERIFY(former.isGone());
    }

    void renderer_crashed_endsWhatThePageStarted()
    {
        const QList<pid_t> before = webProcesses();
        const auto program = openPage();
        QVERIFY(program);
        const Started command = started();
        QList<pid_t> processes = webProcesses();
        processes.removeIf([&before](pid_t process) { return before.contains(process); });
        QVERIFY(!processes.isEmpty());
        for (const pid_t process : processes) {
            QCOMPARE(::kill(process, SIGKILL), 0);
        }
        QVERIFY(isEnded(command, "a crash of the page's process"));
        QTRY_COMPARE_WITH_TIMEOUT(
            program->window().currentTab()->state(), ExtensionTab::State::Failed, patience);
    }

    void window_closed_endsWhatThePageStarted()
    {
        auto program = openPage();
        QVERIFY(program);
        const Started command = started();
        program.reset();
        QVERIFY(isEnded(command, "quitting"));
    }

    void program_ended_endsWhatThePageStarted_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGKILL") << SIGKILL;
    }

    void program_ended_endsWhatThePageStarted()
    {
        QFETCH(const int, number);
        QProcess process;
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        variables.insert(QStringLiteral("XDG_RUNTIME_DIR"), home());
        process.setProcessEnvironment(variables);
        process.start(QStringLiteral(PIERHEAD_PROGRAM),
                      {QStringLiteral("--engine"),
                       addressText(),
                       QStringLiteral("--extension"),
                       m_image.section(QLatin1Char(':'), 0, 0)});
        QTRY_VERIFY_WITH_TIMEOUT(isStarted(), patience);
        const Started command = started();
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), number), 0);
        QVERIFY(isEnded(command, QTest::currentDataTag()));
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patience);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopLifeTest)

#include "tst_desktop_life.moc"
