#include "containerwindow.h"
#include "enginepages.h"
#include "widgetstest.h"

#include <app/desktop/logview.h>
#include <app/desktop/problempanel.h>

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTest>

#include <result.h>

using namespace pierhead;
using desktop::EnginePage;
using desktop::LogView;
using desktop::Theme;
using test::click;
using test::clickInRow;
using test::containerName;
using test::fieldText;
using test::navigate;
using test::openList;
using test::openOnEngine;
using test::openRow;
using test::openWindow;
using test::patience;
using test::picture;
using test::talkative;
using test::visible;
using View = bridge::NavigationTarget::View;

namespace {

constexpr int imageColumn = 1;
constexpr int stateColumn = 2;

} // namespace

/// The pages about containers in the real window, on a real engine.
class DesktopContainersTest final : public test::ContainerTest
{
    Q_OBJECT

    static QString state(QWidget &window)
    {
        auto *chip = visible<QLabel>(window, QStringLiteral("detailState"));
        return chip == nullptr ? QString() : chip->text();
    }

    static QString figure(QWidget &window, const QString &of)
    {
        auto *label = visible<QLabel>(window, QStringLiteral("usage-") + of);
        return label == nullptr ? QString() : label->text();
    }

    /// The engine has running containers of these names from now on.
    static void answerWith(test::IdleEngine &engine, const std::vector<std::string> &names)
    {
        nlohmann::json list = nlohmann::json::array();
        for (const std::string &name : names) {
            list.push_back({{"Id", name}, {"Names", {'/' + name}}, {"State", "running"}});
        }
        engine.wire().on("GET /containers/json", test::FakeReply::json(200, list));
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
        const auto program = openOnEngine(addressText());
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

    void list_whileNothingHappens_asksTheEngineNothing()
    {
        test::IdleEngine engine;
        answerWith(engine, {"one"});
        const auto program = openOnEngine(engine.address());
        QWidget &window = program->window();
        QVERIFY(openList(window, QStringLiteral("containersView")));
        QTRY_COMPARE(fieldText(window, QStringLiteral("one"), stateColumn),
                     QStringLiteral("Running"));
        const auto asked = [&engine] {
            return engine.wire().requestsTo("GET /containers/json").size();
        };
        // It asks once more when the events have begun, for what came before them.
        QTRY_VERIFY(asked() > 1);
        QTest::qWait(500);
        const qsizetype before = asked();
        answerWith(engine, {"one", "two"});
        QTest::qWait(3'000);
        QCOMPARE(asked(), before);
        QVERIFY(fieldText(window, QStringLiteral("two"), stateColumn).isEmpty());

        const nlohmann::json event{
            {"Type", "container"}, {"Action", "start"}, {"Actor", {{"ID", "two"}}}};
        engine.wire().push(test::FakeReply::chunk(QByteArray::fromStdString(event.dump()) + '\n'));
        QTRY_COMPARE(fieldText(window, QStringLiteral("two"), stateColumn),
                     QStringLiteral("Running"));
        QTest::qWait(1'000);
        QCOMPARE(asked(), before + 1);
    }

    void list_search_showsWhatFits()
    {
        start(talkative());
        const auto program = openOnEngine(addressText());
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
        const auto program = openOnEngine(addressText());
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
        QTRY_VERIFY2_WITH_TIMEOUT(test::isSize(figure(window, QStringLiteral("memory"))),
                                  qPrintable(figure(window, QStringLiteral("memory"))),
                                  patience);
        // The shell, its pause and what it has just started.
        QTRY_VERIFY_WITH_TIMEOUT(figure(window, QStringLiteral("processes")).toInt() >= 2,
                                 patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            figure(window, QStringLiteral("received")).endsWith(QStringLiteral("B/s")), patience);
        QVERIFY(figure(window, QStringLiteral("received")).startsWith(QStringLiteral("↓")));
        QVERIFY(figure(window, QStringLiteral("written")).startsWith(QStringLiteral("↑")));
        auto *cpu = visible<QLabel>(window, QStringLiteral("usage-cpu"));
        QVERIFY2(cpu->accessibleName().startsWith(QStringLiteral("CPU, ")),
                 qPrintable(cpu->accessibleName()));
        QTest::qWait(15'000); // for the picture's lines
        picture(window, QStringLiteral("container-stats-light"));
        window.resize(800, 500);
        picture(window, QStringLiteral("container-stats-small"));
        for (const char *name : {"cpu", "memory", "processes", "received", "sent", "read"}) {
            auto *label = visible<QLabel>(window, QStringLiteral("usage-") + QLatin1String(name));
            QVERIFY2(label->visibleRegion().boundingRect() == label->rect(), name);
        }
        window.resize(1200, 800);
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
        const auto program = openOnEngine(addressText());
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

    void page_engineThatGoesAndComesBack_saysSo()
    {
        test::IdleEngine engine;
        answerWith(engine, {"one"});
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
