#include "pageprocesses.h"
#include "sharedextension.h"
#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/extensiontab.h>
#include <host/catalog/catalogsources.h>

#include <QApplication>
#include <QInputDialog>
#include <QLabel>
#include <QTest>

#include <csignal>
#include <installtest.h>
#include <result.h>
#include <runningprogram.h>
#include <storedextension.h>
#include <testcatalog.h>

using namespace pierhead;
using desktop::ExtensionTab;
using desktop::InstallFlow;
using test::click;
using test::openWindow;
using test::patience;
using test::ProgramRun;
using test::RunningProgram;
using test::SharedExtension;
using test::tab;
using test::visible;

namespace {

const QString atOnceId = QStringLiteral("atonce/sample");
const QString atOnceOne = atOnceId + QStringLiteral(":1.0.0");
const QString atOnceTwo = atOnceId + QStringLiteral(":2.0.0");

/// The last words of the commands that its page starts, in the container and on this machine.
const QByteArrayList atOnceCommands{"98771", "98772"};

} // namespace

/// The window and the command line at work on the same extension at the same time: the real
/// program in a process of its own, and a real engine.
class DesktopAtOnceTest final : public test::InstallTest
{
    Q_OBJECT

    using Point = SharedExtension::Point;

    QTemporaryDir m_programFolder;
    const SharedExtension m_shared{atOnceId, addressText()};

    static QString sample() { return QStringLiteral("Sample"); }

    static QString confirmInstall() { return QStringLiteral("confirmInstall"); }

    /// A version with the word on its page and in its backend.
    static QMap<QString, QByteArray> context(const QByteArray &word)
    {
        QMap<QString, QByteArray> files = sampleContext("<p>" + word
                                                        + "</p><script>"
                                                          "const { vm, host } = ddClient.extension;"
                                                          "vm.cli.exec('sleep', ['98771']);"
                                                          "host.cli.exec('stay.sh', ['98772']);"
                                                          "</script>");
        files[QStringLiteral("metadata.json")].replace(
            "{\"icon\"",
            "{\"host\": {\"binaries\": [{\"linux\": [{\"path\": \"/stay.sh\"}]}]}, \"icon\"");
        files[QStringLiteral("stay.sh")] = "#!/bin/sh\ntrap '' TERM\nexec sleep \"$1\"\n";
        files[QStringLiteral("version")] = word;
        files[QStringLiteral("Dockerfile")] += "COPY stay.sh version /\n";
        return files;
    }

    static QStringList install(const QString &reference)
    {
        return {QStringLiteral("install"), QStringLiteral("-f"), reference};
    }

    static QStringList update() { return {QStringLiteral("update"), atOnceTwo}; }

    /// The command line comes while the window is at work, at that point.
    void verifyRefused(Point point, const QStringList &arguments) const
    {
        const ProgramRun run = m_shared.callAt(point, arguments);
        QVERIFY2(run.exitCode == 1, run.describe());
        const qint64 here = QCoreApplication::applicationPid();
        QVERIFY2(m_shared.isRefusal(run.errors, here), run.describe());
    }

    /// The window's install comes while the program is at work.
    void verifyRefused(desktop::Application &window, const RunningProgram &program) const
    {
        QTRY_COMPARE_WITH_TIMEOUT(window.install().state(), InstallFlow::State::Failed, patience);
        const QString message = window.install().error().message;
        QVERIFY2(m_shared.isRefusal(message, program.pid()), qPrintable(message));
    }

    void verifySuccess(const QStringList &arguments) const
    {
        const ProgramRun run = m_shared.call(arguments);
        QVERIFY2(run.exitCode == 0, run.describe());
    }

    static std::unique_ptr<desktop::Application> openReady()
    {
        auto program = openWindow(addressText());
        const auto isReady = [&program] {
            return program->engines().engine() != nullptr && program->window().isActiveWindow();
        };
        return test::waitFor(isReady, patience) ? std::move(program) : nullptr;
    }

    /// By the menu; whether the question is there.
    static bool askToInstall(QWidget &window, const QString &reference)
    {
        QTest::keyClick(&window, Qt::Key_I, Qt::ControlModifier);
        auto *dialog = window.findChild<QInputDialog *>(QStringLiteral("installImageDialog"));
        if (dialog == nullptr) {
            return false;
        }
        dialog->setTextValue(reference);
        dialog->accept();
        return visible<QPushButton>(window, confirmInstall()) != nullptr;
    }

    /// By the card's button; whether the question is there.
    static bool askToUpdate(QWidget &window)
    {
        const auto isOffered = [&window] {
            return click(window, QStringLiteral("update"));
        };
        return test::waitFor(isOffered, patience)
            && visible<QPushButton>(window, confirmInstall()) != nullptr;
    }

    static bool remove(QWidget &window)
    {
        return click(window, QStringLiteral("remove"))
            && click(window, QStringLiteral("confirmRemove"));
    }

    /// The extension's page, opened by its tab; null where it does not load.
    static ExtensionTab *openPage(desktop::MainWindow &window)
    {
        QTest::mouseClick(tab(window, sample()), Qt::LeftButton);
        return isLoaded(window) ? window.currentTab() : nullptr;
    }

    static bool isLoaded(desktop::MainWindow &window)
    {
        const auto isThere = [&window] {
            return window.currentTab() != nullptr
                && window.currentTab()->state() == ExtensionTab::State::Loaded;
        };
        return test::waitFor(isThere, patience);
    }

    static bool isStarted()
    {
        return test::processesByLastWord(atOnceCommands).uniqueKeys().size()
            == atOnceCommands.size();
    }

    /// The value of an expression in the open page, as JSON text.
    static QString value(desktop::MainWindow &window, const QString &expression)
    {
        QString answer;
        window.currentTab()->view()->runScript(expression,
                                               [&answer](const QString &json) { answer = json; });
        static_cast<void>(test::waitFor([&answer] { return !answer.isEmpty(); }, patience));
        return answer;
    }

    static QString word(desktop::MainWindow &window)
    {
        return value(window, QStringLiteral("document.querySelector('p').innerText"));
    }

    static QString stored(desktop::MainWindow &window)
    {
        return value(window, QStringLiteral("localStorage.getItem('key')"));
    }

    static bool storeSomething(desktop::MainWindow &window)
    {
        static_cast<void>(value(window, QStringLiteral("localStorage.setItem('key', 'kept'), 1")));
        return stored(window) == QStringLiteral("\"kept\"");
    }

    /// All agree that this is installed, and it is whole.
    void
    verifyInstalled(desktop::Application &program, const QString &reference, const char *expected)
    {
        const auto shown = [&program] {
            const auto &rows = program.model().rows();
            const bool isShown = rows.size() == 1
                && rows.front().backend.kind == desktop::BackendStatus::Kind::Running
                && tab(program.window(), sample()) != nullptr;
            return isShown ? rows.front().extension.reference : QString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(shown(), reference, patience);
        QCOMPARE(m_shared.listed(), QStringList{reference + QStringLiteral(" running")});
        const ProgramRun backend = m_shared.call(
            {QStringLiteral("exec"), atOnceId, QStringLiteral("cat"), QStringLiteral("/version")});
        QVERIFY2(backend.output == QLatin1String(expected), backend.describe());
        const QByteArray text = pageOf(program.model().rows().front().extension);
        QVERIFY2(text.contains(QByteArray("<p>") + expected + "</p>"), text);
        QCOMPARE(m_shared.findings(), QStringList());
    }

    /// All agree that it is not installed, and nothing of it is left.
    void verifyGone(desktop::Application &program)
    {
        QTRY_VERIFY_WITH_TIMEOUT(program.model().rows().empty(), patience);
        QTRY_VERIFY(!tab(program.window(), sample()));
        // The web engine writes into it for a while.
        QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(m_shared.folder()), patience);
        QCOMPARE(m_shared.listed(), QStringList());
        QCOMPARE(m_shared.findings(), QStringList());
    }

protected:
    /// The engine keeps helpers for some seconds.
    [[nodiscard]] int graceMilliseconds() const override { return 20'000; }

private Q_SLOTS:

    void initTestCase()
    {
        QVERIFY(test::startWebEngine());
        QVERIFY(test::copyProgram(m_programFolder.path()));
        VERIFY_RESULT(buildImage(atOnceOne, context("one")));
        VERIFY_RESULT(buildImage(atOnceTwo, context("two")));
    }

    void init()
    {
        InstallTest::init();
        // By that the window offers the update.
        const QString index = home() + QStringLiteral("/index.json");
        test::writeFile(
            index, test::catalogText({test::catalogEntry("atonce/sample", "Sample", "2.0.0")}));
        VERIFY_RESULT(catalog::CatalogSources(Paths::fromEnvironment()).add({index}));
    }

    void cleanup()
    {
        if (QFileInfo::exists(m_shared.folder())) {
            VERIFY_RESULT(bench().remove(atOnceId));
        }
        InstallTest::cleanup();
    }

    void window_isAtWork_commandLineIsRefused()
    {
        const auto program = openReady();
        QVERIFY(program);
        QWidget &window = program->window();
        QVERIFY(askToInstall(window, atOnceOne));
        QVERIFY(click(window, confirmInstall()));
        verifyRefused(Point::Begun, install(atOnceOne));
        QTRY_COMPARE_WITH_TIMEOUT(program->install().state(), InstallFlow::State::Idle, patience);
        verifyInstalled(*program, atOnceOne, "one");

        QVERIFY(askToUpdate(window));
        QVERIFY(click(window, confirmInstall()));
        verifyRefused(Point::BackendTouched, update());
        QTRY_COMPARE_WITH_TIMEOUT(program->install().state(), InstallFlow::State::Idle, patience);
        verifyInstalled(*program, atOnceTwo, "two");

        QVERIFY(remove(window));
        verifyRefused(Point::Begun, install(atOnceOne));
        verifyGone(*program);
        QVERIFY(!visible<QWidget>(window, QStringLiteral("problem")));
    }

    void commandLine_isAtWork_windowIsRefusedAndShowsWhatComes()
    {
        auto program = openReady();
        QVERIFY(program);
        {
            RunningProgram other(m_shared.words(install(atOnceOne)));
            QVERIFY(m_shared.hold(other, Point::Begun));
            QVERIFY(askToInstall(program->window(), atOnceOne));
            QVERIFY(click(program->window(), confirmInstall()));
            verifyRefused(*program, other);
            QVERIFY(program->model().rows().empty());
            other.send(SIGCONT);
            QVERIFY2(other.wait() == 0, other.errors());
        }
        verifyInstalled(*program, atOnceOne, "one");

        // A window that starts now takes nothing back of what is under way.
        program.reset();
        RunningProgram other(m_shared.words(update()));
        QVERIFY(m_shared.hold(other, Point::BackendTouched));
        program = openReady();
        QVERIFY(program);
        QVERIFY(askToUpdate(program->window()));
        QVERIFY(click(program->window(), confirmInstall()));
        verifyRefused(*program, other);
        QVERIFY(!visible<QWidget>(program->window(), QStringLiteral("problem")));
        other.send(SIGCONT);
        QVERIFY2(other.wait() == 0, other.errors());
        verifyInstalled(*program, atOnceTwo, "two");
        QVERIFY(openPage(program->window()));
        QCOMPARE(word(program->window()), QStringLiteral("\"two\""));
    }

    void commandLine_installs_windowDoesNotRemoveIt()
    {
        verifySuccess(install(atOnceOne));
        const auto program = openReady();
        QVERIFY(program);
        desktop::MainWindow &window = program->window();
        QVERIFY(openPage(window));
        QVERIFY(storeSomething(window));
        const QString markFile =
            program->model().rows().front().extension.profilePath() + QStringLiteral("/run");
        const QByteArray mark = test::readFile(markFile);
        QVERIFY(!mark.isEmpty());
        QTest::mouseClick(tab(window, QStringLiteral("Extensions")), Qt::LeftButton);

        RunningProgram other(m_shared.words(install(atOnceTwo)));
        QVERIFY(m_shared.hold(other, Point::BackendTouched));
        QVERIFY(remove(window));
        QTRY_VERIFY_WITH_TIMEOUT(visible<QWidget>(window, QStringLiteral("problem")), patience);
        const QString message = visible<QWidget>(window, QStringLiteral("problem"))
                                    ->findChild<QLabel *>(QStringLiteral("message"))
                                    ->text();
        QVERIFY2(m_shared.isRefusal(message, other.pid()), qPrintable(message));

        // What its page has stored is still open: it would be lost by opening it a second time.
        QVERIFY(openPage(window));
        QCOMPARE(test::readFile(markFile), mark);
        QCOMPARE(stored(window), QStringLiteral("\"kept\""));
        other.send(SIGCONT);
        QVERIFY2(other.wait() == 0, other.errors());
        verifyInstalled(*program, atOnceTwo, "two");
        QVERIFY(isLoaded(window));
        QCOMPARE(word(window), QStringLiteral("\"two\""));
        QCOMPARE(stored(window), QStringLiteral("\"kept\""));
    }

    void commandLine_removes_openPageGoesWithItsCommands()
    {
        verifySuccess(install(atOnceOne));
        const auto program = openReady();
        QVERIFY(program);
        desktop::MainWindow &window = program->window();
        const QPointer<ExtensionTab> opened = openPage(window);
        QVERIFY(opened);
        QVERIFY(storeSomething(window));
        QTRY_VERIFY_WITH_TIMEOUT(isStarted(), patience);
        verifySuccess({QStringLiteral("rm"), atOnceId});
        QTRY_VERIFY_WITH_TIMEOUT(!opened, patience);
        QTRY_VERIFY_WITH_TIMEOUT(test::processesByLastWord(atOnceCommands).isEmpty(), patience);
        QVERIFY(visible<QWidget>(window, QStringLiteral("extensionsPage")));
        verifyGone(*program);

        // The window looks after what the web engine leaves there for some seconds: not at this.
        verifySuccess(install(atOnceOne));
        verifyInstalled(*program, atOnceOne, "one");
        QVERIFY(openPage(window));
        QCOMPARE(stored(window), QStringLiteral("null"));
        QTRY_VERIFY_WITH_TIMEOUT(isStarted(), patience);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopAtOnceTest)

#include "tst_desktop_atonce.moc"
