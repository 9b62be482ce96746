#include "enginepages.h"
#include "widgetstest.h"

#include <app/desktop/engineviews/terminalview.h>
#include <app/desktop/logview.h>
#include <app/desktop/problempanel.h>

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTest>

#include <containertest.h>
#include <result.h>

using namespace pierhead;
using desktop::EnginePage;
using desktop::LogView;
using desktop::TerminalView;
using desktop::Theme;
using test::click;
using test::clickInRow;
using test::fieldText;
using test::openList;
using test::openRow;
using test::openWindow;
using test::patience;
using test::picture;
using test::visible;
using View = bridge::NavigationTarget::View;

namespace {

constexpr int imageColumn = 1;
constexpr int stateColumn = 2;

const QString containerName = QStringLiteral("pierhead-shop");

/// Writes a line every half second, works a little and ends at once when it is told to.
engine::ContainerSpec talkative()
{
    engine::ContainerSpec spec = test::idleContainer();
    spec.name = containerName;
    spec.command = {
        QStringLiteral("sh"),
        QStringLiteral("-c"),
        QStringLiteral("echo 'shop is open'; trap 'echo closing; exit 3' TERM; n=0; "
                       "while :; do n=$((n+1)); echo \"order $n <b>paid</b>\"; "
                       "head -c 300000 /dev/zero | md5sum >/dev/null; sleep 0.5 & wait $!; done")};
    return spec;
}

} // namespace

/// The pages about containers in the real window, on a real engine.
class DesktopContainersTest final : public test::ContainerTest
{
    Q_OBJECT

    static std::unique_ptr<desktop::Application> open(QSize size = {1200, 800})
    {
        auto program = openWindow(addressText(), size);
        static_cast<void>(QTest::qWaitFor(
            [&program] { return program->engines().engine() != nullptr; }, patience));
        return program;
    }

    static void navigate(desktop::Application &program, View view, const QString &id)
    {
        program.window().navigate(
            {.view = view, .engine = program.engines().engine()->key(), .id = id});
    }

    static QString state(QWidget &window)
    {
        auto *chip = visible<QLabel>(window, QStringLiteral("detailState"));
        return chip == nullptr ? QString() : chip->text();
    }

    static QString screen(QWidget &window)
    {
        auto *view = visible<TerminalView>(window, QStringLiteral("terminalView"));
        return view == nullptr ? QString() : view->text();
    }

    static QString figure(QWidget &window, const QString &of)
    {
        auto *label = visible<QLabel>(window, QStringLiteral("usage-") + of);
        return label == nullptr ? QString() : label->text();
    }

    /// Until the button of the container's row can be clicked.
    void waitFor(QWidget &window, const QString &button) const
    {
        QTRY_VERIFY_WITH_TIMEOUT(test::table(window)->actionsOf(m_container), patience);
        auto *found = test::table(window)->actionsOf(m_container)->findChild<QWidget *>(button);
        QTRY_VERIFY_WITH_TIMEOUT(found->isVisible() && found->isEnabled(), patience);
    }

private Q_SLOTS:

    void list_containerComesChangesAndGoes_isLive()
    {
        const auto program = open();
        QWidget &window = program->window();
        QVERIFY(openList(window, QStringLiteral("containersView")));
        QVERIFY(program->window().enginePage());
        QTRY_VERIFY_WITH_TIMEOUT(visible<QLabel>(window, QStringLiteral("listSummary"))
                                     ->text()
                                     .contains(QStringLiteral("0 running")),
                                 patience);
        picture(window, QStringLiteral("containers-empty"));
        start(talkative());
        QTRY_COMPARE_WITH_TIMEOUT(
            fieldText(window, containerName, stateColumn), QStringLiteral("Running"), patience);
        QVERIFY(
            fieldText(window, containerName, imageColumn).contains(QStringLiteral("alpine:3.15")));
        picture(window, QStringLiteral("containers-light"));

        QVERIFY(clickInRow(window, containerName, QStringLiteral("row-stop")));
        QVERIFY(!clickInRow(window, containerName, QStringLiteral("row-stop"))); // it is under way
        QTRY_COMPARE_WITH_TIMEOUT(
            fieldText(window, containerName, stateColumn), QStringLiteral("Exited (3)"), patience);
        waitFor(window, QStringLiteral("row-start"));
        QVERIFY(clickInRow(window, containerName, QStringLiteral("row-start")));
        QTRY_COMPARE_WITH_TIMEOUT(
            fieldText(window, containerName, stateColumn), QStringLiteral("Running"), patience);
        const auto before = test::await(client().inspectContainer(m_container));
        waitFor(window, QStringLiteral("row-reload"));
        QVERIFY(clickInRow(window, containerName, QStringLiteral("row-reload")));
        QTRY_VERIFY_WITH_TIMEOUT(test::await(client().inspectContainer(m_container))->startedAt
                                     > before->startedAt,
                                 patience);

        waitFor(window, QStringLiteral("row-remove"));
        QVERIFY(clickInRow(window, containerName, QStringLiteral("row-remove")));
        QTRY_VERIFY(visible<QWidget>(window, QStringLiteral("removeQuestion")));
        picture(*visible<QWidget>(window, QStringLiteral("removeQuestion")),
                QStringLiteral("container-remove-question"));
        QVERIFY(click(window, QStringLiteral("confirmRemove")));
        QTRY_VERIFY_WITH_TIMEOUT(fieldText(window, containerName, stateColumn).isEmpty(), patience);
        COMPARE_ERROR(test::await(client().inspectContainer(m_container)), ErrorCode::NotFound);
    }

    void list_search_showsWhatFits()
    {
        start(talkative());
        const auto program = open();
        QWidget &window = program->window();
        QVERIFY(openList(window, QStringLiteral("containersView")));
        QTRY_VERIFY_WITH_TIMEOUT(!fieldText(window, containerName, stateColumn).isEmpty(),
                                 patience);
        QTRY_VERIFY(window.isActiveWindow());
        QTest::keyClick(test::table(window), Qt::Key_F, Qt::ControlModifier);
        auto *search = visible<QLineEdit>(window, QStringLiteral("listSearch"));
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("SHOP"));
        QVERIFY(!fieldText(window, containerName, stateColumn).isEmpty());
        QTest::keyClicks(search, QStringLiteral("keeper"));
        QVERIFY(visible<QWidget>(window, QStringLiteral("nothingHere")));
        picture(window, QStringLiteral("containers-nothing-found"));
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(!fieldText(window, containerName, stateColumn).isEmpty());
        // Its buttons are there again, and the keyboard opens.
        QVERIFY(test::table(window)->actionsOf(m_container));
        test::table(window)->setFocus();
        test::table(window)->setCurrentIndex(test::field(window, containerName, 0));
        QTest::keyClick(test::table(window), Qt::Key_Return);
        QTRY_COMPARE(program->window().enginePage()->target().id, m_container);
        window.resize(560, 640);
        picture(window, QStringLiteral("container-small"));
        QVERIFY(openList(window, QStringLiteral("containersView")));
        QTRY_VERIFY_WITH_TIMEOUT(!fieldText(window, containerName, stateColumn).isEmpty(),
                                 patience);
        picture(window, QStringLiteral("containers-small"));
        Q_EMIT program->window().themeChosen(Theme::Preference::Dark);
        window.resize(1200, 800);
        picture(window, QStringLiteral("containers-dark"));
    }

    void detail_partsAreLive()
    {
        start(talkative());
        const auto program = open();
        QWidget &window = program->window();
        QVERIFY(openList(window, QStringLiteral("containersView")));
        QTRY_VERIFY_WITH_TIMEOUT(!fieldText(window, containerName, stateColumn).isEmpty(),
                                 patience);
        QVERIFY(openRow(window, containerName));
        QTRY_COMPARE_WITH_TIMEOUT(state(window), QStringLiteral("Running"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(visible<LogView>(window, QStringLiteral("logView")), patience);
        auto *log = visible<LogView>(window, QStringLiteral("logView"));
        QTRY_VERIFY_WITH_TIMEOUT(log->toPlainText().contains(QStringLiteral("order 2 <b>paid</b>")),
                                 patience);
        QVERIFY(log->toPlainText().contains(QStringLiteral("shop is open")));
        QVERIFY(window.windowTitle().startsWith(containerName));
        picture(window, QStringLiteral("container-logs-light"));

        auto *tabs = visible<QTabBar>(window, QStringLiteral("containerTabs"));
        tabs->setCurrentIndex(1);
        auto *text = visible<QPlainTextEdit>(window, QStringLiteral("inspectText"));
        QVERIFY(text);
        QVERIFY(text->toPlainText().contains(m_container));
        auto *search = visible<QLineEdit>(window, QStringLiteral("inspectSearch"));
        search->setText(QStringLiteral("SHOP IS open"));
        // In the command, and among the arguments.
        QCOMPARE(visible<QLabel>(window, QStringLiteral("inspectMatches"))->text(),
                 QStringLiteral("2 matches"));
        picture(window, QStringLiteral("container-inspect-light"));
        QVERIFY(click(window, QStringLiteral("inspectCopy")));
        QCOMPARE(QGuiApplication::clipboard()->text(), text->toPlainText());

        tabs->setCurrentIndex(3);
        QTRY_VERIFY_WITH_TIMEOUT(
            figure(window, QStringLiteral("cpu")).endsWith(QStringLiteral(" %")), patience);
        QVERIFY2(figure(window, QStringLiteral("memory")).contains(QLatin1Char('B')),
                 qPrintable(figure(window, QStringLiteral("memory"))));
        QVERIFY(figure(window, QStringLiteral("network")).contains(QStringLiteral("↓")));
        QVERIFY(figure(window, QStringLiteral("disk")).contains(QStringLiteral("↑")));
        QTest::qWait(5000); // for the picture's lines
        picture(window, QStringLiteral("container-stats-light"));
        Q_EMIT program->window().themeChosen(Theme::Preference::Dark);
        picture(window, QStringLiteral("container-stats-dark"));
        tabs->setCurrentIndex(1);
        picture(window, QStringLiteral("container-inspect-dark"));
        tabs->setCurrentIndex(0);
        picture(window, QStringLiteral("container-logs-dark"));

        QVERIFY(click(window, QStringLiteral("containerToggle")));
        QTRY_COMPARE_WITH_TIMEOUT(state(window), QStringLiteral("Exited (3)"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(log->toPlainText().contains(QStringLiteral("closing")), patience);
        tabs->setCurrentIndex(3);
        QTRY_COMPARE_WITH_TIMEOUT(
            figure(window, QStringLiteral("cpu")), QStringLiteral("–"), patience);

        VERIFY_RESULT(test::await(client().removeContainer(m_container)));
        QTRY_COMPARE_WITH_TIMEOUT(state(window), QStringLiteral("Removed"), patience);
        QVERIFY(visible<QWidget>(window, QStringLiteral("pageProblem")));
        picture(window, QStringLiteral("container-gone-dark"));
        QTest::mouseClick(visible<QToolButton>(window, QStringLiteral("detailBack")),
                          Qt::LeftButton);
        QTRY_COMPARE(program->window().enginePage()->target().view, View::Containers);
    }

    void detail_remove_goesBackToTheList()
    {
        start(talkative());
        const auto program = open();
        navigate(*program, View::ContainerLogs, m_container);
        QWidget &window = program->window();
        QTRY_COMPARE_WITH_TIMEOUT(state(window), QStringLiteral("Running"), patience);
        QVERIFY(click(window, QStringLiteral("containerRemove")));
        QTRY_VERIFY(visible<QWidget>(window, QStringLiteral("removeQuestion")));
        QVERIFY(click(window, QStringLiteral("confirmRemove")));
        QTRY_COMPARE_WITH_TIMEOUT(
            program->window().enginePage()->target().view, View::Containers, patience);
        COMPARE_ERROR(test::await(client().inspectContainer(m_container)), ErrorCode::NotFound);
    }

    void terminal_whatIsTyped_isRunInTheContainer()
    {
        start(talkative());
        const auto program = open();
        QWidget &window = program->window();
        navigate(*program, View::ContainerTerminal, m_container);
        QTRY_VERIFY_WITH_TIMEOUT(visible<TerminalView>(window, QStringLiteral("terminalView")),
                                 patience);
        auto *view = visible<TerminalView>(window, QStringLiteral("terminalView"));
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(QLatin1Char('#')), patience);
        QVERIFY2(!screen(window).contains(QStringLiteral("bash")), qPrintable(screen(window)));
        QTRY_VERIFY(window.isActiveWindow());
        view->setFocus();
        QTest::keyClicks(view, QStringLiteral("echo a$((40+2))b"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(QStringLiteral("\na42b")), patience);

        // It knows its size, now and after a change.
        const auto sizeText = [view] {
            const backend::TerminalSize size = view->screen().size();
            return QStringLiteral("\n%1 %2\n").arg(size.rows).arg(size.columns);
        };
        const QString before = sizeText();
        QTest::keyClicks(view, QStringLiteral("stty size"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(before), patience);
        window.resize(1000, 640);
        QTRY_VERIFY(sizeText() != before);
        QTest::keyClicks(view, QStringLiteral("stty size"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(sizeText()), patience);

        // Keys that are shortcuts elsewhere are the shell's.
        QTest::keyClicks(view, QStringLiteral("sleep 1000"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(processesWith("sleep 1000") == 1, patience);
        QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(processesWith("sleep 1000") == 0, patience);
        QGuiApplication::clipboard()->setText(QStringLiteral("printf '\\033[1;32mgreen\\033[0m "
                                                             "\\033[34mblue\\033[0m "
                                                             "\\033[7mreversed\\033[0m\\n'"));
        QTest::keyClick(view, Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(QStringLiteral("\ngreen blue reversed")),
                                 patience);
        window.resize(1200, 800);
        QTest::keyClicks(view, QStringLiteral("ls -l /"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(QStringLiteral("etc")), patience);
        picture(window, QStringLiteral("container-terminal-light"));
        Q_EMIT program->window().themeChosen(Theme::Preference::Dark);
        picture(window, QStringLiteral("container-terminal-dark"));

        // Leaving it ends the shell and what it runs.
        QTest::keyClicks(view, QStringLiteral("sleep 2000"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(processesWith("sleep 2000") == 1, patience);
        QVERIFY(openList(window, QStringLiteral("containersView")));
        QTRY_VERIFY_WITH_TIMEOUT(processesWith("sleep 2000") == 0, patience);
    }

    void terminal_shellThatEnds_canBeOpenedAgain()
    {
        start(talkative());
        const auto program = open();
        QWidget &window = program->window();
        navigate(*program, View::ContainerTerminal, m_container);
        QTRY_VERIFY_WITH_TIMEOUT(screen(window).contains(QLatin1Char('#')), patience);
        auto *view = visible<TerminalView>(window, QStringLiteral("terminalView"));
        QTest::keyClicks(view, QStringLiteral("exit 7"));
        QTest::keyClick(view, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(visible<QLabel>(window, QStringLiteral("terminalMessage")),
                                 patience);
        const QString words = visible<QLabel>(window, QStringLiteral("terminalMessage"))->text();
        QVERIFY2(words.contains(QStringLiteral("code 7")), qPrintable(words));
        QVERIFY(click(window, QStringLiteral("terminalAgain")));
        QTRY_VERIFY2_WITH_TIMEOUT(screen(window).contains(QLatin1Char('#'))
                                      && !screen(window).contains(QStringLiteral("exit 7")),
                                  qPrintable(screen(window)),
                                  patience);
        QVERIFY(!visible<QLabel>(window, QStringLiteral("terminalMessage")));
    }

    void terminal_imageWithoutAShell_saysSo()
    {
        const QString image = QStringLiteral("pierhead-no-shell:1.0");
        VERIFY_RESULT(buildImage(image,
                                 {{QStringLiteral("Dockerfile"),
                                   "FROM alpine:3.15 AS tools\n"
                                   "FROM scratch\n"
                                   "COPY --from=tools /bin/busybox /busybox\n"
                                   "CMD [\"/busybox\", \"sleep\", \"100000\"]\n"}}));
        engine::ContainerSpec spec;
        spec.image = image;
        start(spec);
        const auto program = open();
        QWidget &window = program->window();
        navigate(*program, View::ContainerTerminal, m_container);
        QTRY_VERIFY_WITH_TIMEOUT(visible<QLabel>(window, QStringLiteral("terminalMessage")),
                                 patience);
        const QString words = visible<QLabel>(window, QStringLiteral("terminalMessage"))->text();
        QVERIFY2(words.contains(QStringLiteral("no shell")), qPrintable(words));
        picture(window, QStringLiteral("container-no-shell"));
    }

    void page_engineThatGoesAndComesBack_saysSo()
    {
        test::IdleEngine engine;
        engine.wire().on("GET /containers/json",
                         test::FakeReply::json(
                             200,
                             nlohmann::json::array(
                                 {{{"Id", "c1"}, {"Names", {"/one"}}, {"State", "running"}}})));
        const auto program = openWindow(engine.address());
        QTRY_VERIFY(program->engines().engine() != nullptr);
        QWidget &window = program->window();
        QVERIFY(openList(window, QStringLiteral("containersView")));
        QTRY_COMPARE(fieldText(window, QStringLiteral("one"), stateColumn),
                     QStringLiteral("Running"));
        engine.wire().stop();
        QTRY_VERIFY(visible<QLabel>(window, QStringLiteral("engineNotice")));
        QVERIFY(!fieldText(window, QStringLiteral("one"), stateColumn).isEmpty());
        picture(window, QStringLiteral("containers-engine-away"));
        engine.wire().start();
        QTRY_VERIFY_WITH_TIMEOUT(!visible<QLabel>(window, QStringLiteral("engineNotice")),
                                 patience);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopContainersTest)

#include "tst_desktop_containers.moc"
