#include "pageprocesses.h"
#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/extensiontab.h>
#include <host/backend/backendsession.h>
#include <host/base/json.h>

#include <QApplication>
#include <QProcess>
#include <QTest>

#include <chrono>
#include <csignal>
#include <installtest.h>
#include <result.h>

using namespace pierhead;
using desktop::ExtensionTab;
using test::await;
using test::openWindow;
using test::patience;
using test::tab;

namespace {

/// What docs and contract allow from the end of a page to that of its commands, in milliseconds.
constexpr qint64 allowedLife = 1000;
constexpr qint64 allowedLifeAfterKill = 2000;

/// A machine that is busy with the rest of the suite may take five times as long.
constexpr qint64 slowest = 5;

/// Another for each run of this program: the same may run on another engine at the same time.
QByteArray lastWord(int command)
{
    return QByteArray::number(QCoreApplication::applicationPid()) + QByteArray::number(command);
}

QByteArrayList lastWords()
{
    QByteArrayList words;
    for (int command = 1; command <= 5; ++command) {
        words.append(lastWord(command));
    }
    for (int command = 6; command <= 7; ++command) {
        words.append("label=life=" + lastWord(command));
    }
    return words;
}

/// Each kind of command, and those that do not end when they are asked to, with a last word of its
/// own.
QByteArray lifePage()
{
    QByteArray page = "<p>started</p><script>"
                      "const { vm, host } = ddClient.extension;"
                      "const { docker } = ddClient;"
                      "vm.cli.exec('sleep', ['WORD1']);"
                      "vm.cli.exec('sleep', ['WORD2'], { stream: {} });"
                      "vm.cli.exec('/stubborn.sh', ['WORD3']);"
                      "host.cli.exec('stubborn.sh', ['WORD4']);"
                      "host.cli.exec('stubborn.sh', ['WORD5'], { stream: {} });"
                      "docker.cli.exec('events', ['--filter', 'label=life=WORD6']);"
                      "docker.cli.exec('events', ['--filter', 'label=life=WORD7'],"
                      " { stream: {} });"
                      "</script>";
    for (int command = 1; command <= 7; ++command) {
        page.replace("WORD" + QByteArray::number(command), lastWord(command));
    }
    return page;
}

} // namespace

/// What a page has started in its backend's container and on this machine ends with the page,
/// however that ends. Both are seen from this machine.
class DesktopLifeTest final : public test::InstallTest
{
    Q_OBJECT

    const QString m_image = QStringLiteral("life/sample:1");

    /// The processes of the page's commands that run.
    static QList<pid_t> started() { return test::processesByLastWord(lastWords()).values(); }

    static bool isStarted()
    {
        const auto found = test::processesByLastWord(lastWords());
        return found.size() == lastWords().size()
            && found.uniqueKeys().size() == lastWords().size();
    }

    /// Waits for the end of the commands and tells how long it took.
    static bool isIn(std::future<qint64> end, qint64 allowed, const char *after)
    {
        const auto isKnown = [&end] {
            return end.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
        };
        if (!test::waitFor(isKnown, patience)) {
            return false;
        }
        const qint64 life = end.get();
        qInfo("%s: the last command was gone after %lld ms", after, static_cast<long long>(life));
        const bool isQuiet = qEnvironmentVariable("PIERHEAD_BENCH") == QStringLiteral("full");
        return life <= (isQuiet ? allowed : allowed * slowest);
    }

    /// The window with the page open and its commands running.
    static std::unique_ptr<desktop::Application> openPage()
    {
        auto program = openWindow(addressText());
        if (!test::waitFor([&] { return program->engines().engine() != nullptr; }, patience)) {
            return nullptr;
        }
        QTest::mouseClick(tab(program->window(), QStringLiteral("Sample")), Qt::LeftButton);
        return test::waitFor([] { return isStarted(); }, patience) ? std::move(program) : nullptr;
    }

    /// sampleContext() with the page, and a program that ignores SIGTERM for container and host.
    static QMap<QString, QByteArray> context()
    {
        QMap<QString, QByteArray> files = sampleContext(lifePage());
        files[QStringLiteral("metadata.json")].replace(
            "{\"icon\"",
            "{\"host\": {\"binaries\": [{\"linux\": [{\"path\": \"/stubborn.sh\"}]}]}, \"icon\"");
        files[QStringLiteral("stubborn.sh")] = "#!/bin/sh\ntrap '' TERM\nexec sleep \"$1\"\n";
        files[QStringLiteral("Dockerfile")] += "COPY stubborn.sh /\n";
        return files;
    }

    /// Puts another container in the place of the backend's, which is all the same but cannot have
    /// an agent: its root is read-only, and no volume is there.
    void replaceBackend() const
    {
        const auto id = extensions::ExtensionId::parse(m_image);
        VERIFY_RESULT(id);
        const QString name = id->serviceContainerName();
        const auto former = await(client().containerJson(name));
        VERIFY_RESULT(former);
        const nlohmann::json body = {{"Image", m_image},
                                     {"Labels", former->at("Config").at("Labels")},
                                     {"HostConfig", {{"ReadonlyRootfs", true}}}};
        VERIFY_RESULT(await(client().removeContainer(name)));
        VERIFY_RESULT(ask({.method = "POST",
                           .target = "/containers/create?name=" + name.toLatin1(),
                           .contentType = "application/json",
                           .body = json::serialize(body)}));
        VERIFY_RESULT(await(client().startContainer(name)));
        const backend::BackendSession session(client(), name);
        VERIFY_RESULT(await(session.exec(
            {.command = {QStringLiteral("true")}, .workingDirectory = {}, .environment = {}})));
        QVERIFY(!session.hasAgent());
    }

    /// Rows of a test that is run by the agent and by the engine's exec.
    static void withAndWithoutAgent()
    {
        QTest::addColumn<bool>("hasAgent");
        QTest::newRow("agent") << true;
        QTest::newRow("no agent") << false;
    }

    /// As the row wants it; whether that succeeded.
    [[nodiscard]] bool prepareBackend() const
    {
        QFETCH(const bool, hasAgent);
        if (!hasAgent) {
            replaceBackend();
        }
        return !QTest::currentTestFailed();
    }

private Q_SLOTS:

    void initTestCase()
    {
        QVERIFY(test::startWebEngine());
        VERIFY_RESULT(buildImage(m_image, context()));
    }

    void init()
    {
        InstallTest::init();
        VERIFY_RESULT(bench().install(m_image));
    }

    void cleanup()
    {
        if (bench().store().find(m_image)) {
            VERIFY_RESULT(bench().remove(m_image));
        }
        InstallTest::cleanup();
    }

    void tab_left_endsWhatItStarted_data() { withAndWithoutAgent(); }

    void tab_left_endsWhatItStarted()
    {
        QVERIFY(prepareBackend());
        const auto program = openPage();
        QVERIFY(program);
        auto end = test::timeUntilGone(started());
        QTest::mouseClick(tab(program->window(), QStringLiteral("Extensions")), Qt::LeftButton);
        QVERIFY(isIn(std::move(end), allowedLife, "leaving the tab"));
    }

    void tab_reloaded_endsWhatItStarted_data() { withAndWithoutAgent(); }

    void tab_reloaded_endsWhatItStarted()
    {
        QVERIFY(prepareBackend());
        const auto program = openPage();
        QVERIFY(program);
        const QList<pid_t> former = started();
        QPointer<ExtensionTab> page = program->window().currentTab();
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        auto end = test::timeUntilGone(former);
        QTest::keyClick(&program->window(), Qt::Key_F5);
        QVERIFY(isIn(std::move(end), allowedLife, "reloading"));
        // The new page has started its own, and has it still.
        QTRY_VERIFY_WITH_TIMEOUT(isStarted(), patience);
        for (const pid_t process : started()) {
            QVERIFY(!former.contains(process));
        }
    }

    void renderer_crashed_endsWhatThePageStarted_data() { withAndWithoutAgent(); }

    void renderer_crashed_endsWhatThePageStarted()
    {
        QVERIFY(prepareBackend());
        const QList<pid_t> before = test::webProcesses();
        const auto program = openPage();
        QVERIFY(program);
        QList<pid_t> processes = test::webProcesses();
        processes.removeIf([&before](pid_t process) { return before.contains(process); });
        QVERIFY(!processes.isEmpty());
        auto end = test::timeUntilGone(started());
        for (const pid_t process : processes) {
            QCOMPARE(::kill(process, SIGKILL), 0);
        }
        QVERIFY(isIn(std::move(end), allowedLife, "a crash of the page's process"));
        QTRY_COMPARE_WITH_TIMEOUT(
            program->window().currentTab()->state(), ExtensionTab::State::Failed, patience);
    }

    void extension_removed_endsWhatItStarted_data() { withAndWithoutAgent(); }

    void extension_removed_endsWhatItStarted()
    {
        QVERIFY(prepareBackend());
        const auto program = openPage();
        QVERIFY(program);
        QCOMPARE(program->model().rows().size(), std::size_t{1});
        auto end = test::timeUntilGone(started());
        Q_EMIT program->window().removeConfirmed(program->model().rows().front().key());
        QVERIFY(isIn(std::move(end), allowedLife, "removing the extension"));
        QTRY_VERIFY_WITH_TIMEOUT(program->model().rows().empty(), patience);
        QVERIFY(!bench().store().find(m_image));
    }

    void window_closed_endsWhatThePageStarted_data() { withAndWithoutAgent(); }

    void window_closed_endsWhatThePageStarted()
    {
        QVERIFY(prepareBackend());
        auto program = openPage();
        QVERIFY(program);
        auto end = test::timeUntilGone(started());
        program.reset();
        QVERIFY(isIn(std::move(end), allowedLife, "quitting"));
    }

    void program_ended_endsWhatThePageStarted_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<bool>("hasAgent");
        QTest::addColumn<qint64>("allowed");
        QTest::newRow("SIGTERM") << SIGTERM << true << allowedLife;
        QTest::newRow("SIGKILL") << SIGKILL << true << allowedLifeAfterKill;
        // By the engine's exec alone: a guard ends what is left of that.
        QTest::newRow("SIGTERM, no agent") << SIGTERM << false << allowedLife;
        QTest::newRow("SIGKILL, no agent") << SIGKILL << false << allowedLifeAfterKill;
    }

    void program_ended_endsWhatThePageStarted()
    {
        QFETCH(const int, number);
        QFETCH(const qint64, allowed);
        QVERIFY(prepareBackend());
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
        auto end = test::timeUntilGone(started());
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), number), 0);
        QVERIFY(isIn(std::move(end), allowed, QTest::currentDataTag()));
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patience);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopLifeTest)

#include "tst_desktop_life.moc"
