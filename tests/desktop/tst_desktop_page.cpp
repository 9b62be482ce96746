#include "sampleextension.h"
#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/extensiontab.h>

#include <QApplication>
#include <QTest>

#include <enginetest.h>
#include <result.h>

using namespace pierhead;
using desktop::ExtensionTab;
using test::click;
using test::openWindow;
using test::patience;
using test::picture;
using test::tab;
using test::visible;

/// The sample extension in the real window, web engine and engine.
class DesktopPageTest final : public test::EngineTest
{
    Q_OBJECT

    static QString text(webview::ExtensionView &view)
    {
        bool isAnswered = false;
        QString answer;
        view.readText([&](const QString &shown) {
            answer = shown;
            isAnswered = true;
        });
        static_cast<void>(test::waitFor([&isAnswered] { return isAnswered; }, patience));
        return answer;
    }

    static QString value(webview::ExtensionView &view, const QString &expression)
    {
        QString answer;
        view.runScript(expression, [&answer](const QString &json) { answer = json; });
        static_cast<void>(test::waitFor([&answer] { return !answer.isEmpty(); }, patience));
        return answer;
    }

    /// Where an element of the page is, in the view.
    static QPoint centerOf(webview::ExtensionView &view, const QString &id)
    {
        const QString json =
            value(view,
                  QStringLiteral("(r => [r.x + r.width / 2, r.y + r.height / 2])"
                                 "(document.getElementById('%1').getBoundingClientRect())")
                      .arg(id));
        const auto point = json::parse(json.toUtf8());
        return point ? QPoint(static_cast<int>(point->at(0).get<double>()),
                              static_cast<int>(point->at(1).get<double>()))
                     : QPoint();
    }

private Q_SLOTS:

    void initTestCase() { QVERIFY(test::startWebEngine()); }

    void page_ofTheSample_answersWhatWasTyped()
    {
        VERIFY_RESULT(test::installSample(addressText()));
        const auto program = openWindow(addressText(), {1200, 800});
        desktop::MainWindow &window = program->window();
        QTRY_VERIFY_WITH_TIMEOUT(program->engines().engine() != nullptr, patience);
        QTRY_VERIFY(window.isActiveWindow());
        QTest::mouseClick(tab(window, test::sampleTitle()), Qt::LeftButton);
        QPointer<ExtensionTab> page = window.currentTab();
        QVERIFY(page);
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            text(*page->view()).contains(QStringLiteral("Hello from a container")), patience);

        // The page has given its box the focus; keys go where the window has its own.
        QWidget *keyboard = QApplication::focusWidget();
        QVERIFY(page->view()->isAncestorOf(keyboard));
        QTest::keyClicks(keyboard, QStringLiteral("Moby"));
        QTRY_COMPARE_WITH_TIMEOUT(
            value(*page->view(), QStringLiteral("document.getElementById('name').value")),
            QStringLiteral("\"Moby\""),
            patience);
        const QPoint button =
            page->view()->mapTo(&window, centerOf(*page->view(), QStringLiteral("greet")));
        QWidget *target = window.childAt(button);
        QVERIFY(target != nullptr);
        QTest::mouseClick(target, Qt::LeftButton, Qt::NoModifier, target->mapFrom(&window, button));
        QTRY_VERIFY_WITH_TIMEOUT(text(*page->view()).contains(QStringLiteral("Hello, Moby!")),
                                 patience);
        QTest::qWait(500); // the web engine paints in its own time
        picture(window, QStringLiteral("hello-light"));
        Q_EMIT window.themeChosen(desktop::Theme::Preference::Dark);
        QTRY_COMPARE_WITH_TIMEOUT(
            value(*page->view(),
                  QStringLiteral("matchMedia('(prefers-color-scheme: dark)').matches")),
            QStringLiteral("true"),
            patience);
        QTest::qWait(500);
        picture(window, QStringLiteral("hello-dark"));

        // Leaving ends the page; coming back starts it anew.
        QTest::mouseClick(tab(window, QStringLiteral("Extensions")), Qt::LeftButton);
        QVERIFY(!page);
        QTest::mouseClick(tab(window, test::sampleTitle()), Qt::LeftButton);
        page = window.currentTab();
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            text(*page->view()).contains(QStringLiteral("Hello from a container")), patience);
        QVERIFY(!text(*page->view()).contains(QStringLiteral("Moby!")));

        // Removed from elsewhere while it is open.
        VERIFY_RESULT(test::removeSample(addressText()));
        QTRY_VERIFY_WITH_TIMEOUT(!page, patience);
        QVERIFY(visible<QWidget>(window, QStringLiteral("extensionsPage")));
    }

    void tab_ofAnEngineThatIsGone_saysSoAndReloads()
    {
        test::PreparedExtension elsewhere;
        elsewhere.engine = QStringLiteral("unix://") + home() + QStringLiteral("/gone.sock");
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), elsewhere));
        const auto program = openWindow(addressText());
        desktop::MainWindow &window = program->window();
        QTRY_VERIFY_WITH_TIMEOUT(program->engines().engine() != nullptr, patience);
        QTest::mouseClick(tab(window, elsewhere.title), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(
            window.currentTab()->state(), ExtensionTab::State::Failed, patience);
        QVERIFY(window.currentTab()->error().message.contains(elsewhere.engine));
        picture(window, QStringLiteral("tab-failed"));
        QVERIFY(click(window, QStringLiteral("reloadTab")));
        QTRY_COMPARE_WITH_TIMEOUT(
            window.currentTab()->state(), ExtensionTab::State::Failed, patience);
    }

    void extension_removedWithItsPageOpen_leavesNothing()
    {
        test::PreparedExtension extension;
        extension.engine = addressText();
        extension.page = "<script>localStorage.setItem('key', 'kept')</script><p>Storing</p>";
        const auto prepared = test::prepare(Paths::fromEnvironment(), extension);
        VERIFY_RESULT(prepared);
        const auto program = openWindow(addressText());
        desktop::MainWindow &window = program->window();
        QTRY_VERIFY_WITH_TIMEOUT(program->engines().engine() != nullptr, patience);
        QTest::mouseClick(tab(window, extension.title), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(
            window.currentTab()->state(), ExtensionTab::State::Loaded, patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            text(*window.currentTab()->view()).contains(QStringLiteral("Storing")), patience);
        QVERIFY(QFileInfo::exists(prepared->profilePath()));
        Q_EMIT window.removeConfirmed(prepared->id.value());
        QTRY_VERIFY_WITH_TIMEOUT(program->model().rows().empty(), patience);
        // The web engine writes what it has not written yet.
        QVERIFY(QDir().mkpath(prepared->profilePath()));
        QTRY_VERIFY(!QFileInfo::exists(prepared->folder));
    }

    void tab_ofAStoppedBackend_showsANotice()
    {
        test::PreparedExtension extension;
        extension.engine = addressText();
        extension.page = "<p>Only a page</p>";
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), extension));
        const auto program = openWindow(addressText());
        desktop::MainWindow &window = program->window();
        QTRY_VERIFY_WITH_TIMEOUT(program->engines().engine() != nullptr, patience);
        QTest::mouseClick(tab(window, extension.title), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(visible<QLabel>(window, QStringLiteral("notice")), patience);
        QTRY_COMPARE_WITH_TIMEOUT(
            window.currentTab()->state(), ExtensionTab::State::Loaded, patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            text(*window.currentTab()->view()).contains(QStringLiteral("Only a page")), patience);
        picture(window, QStringLiteral("backend-missing"));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopPageTest)

#include "tst_desktop_page.moc"
