#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/pagezoom.h>

#include <QTest>

#include <guardedtest.h>
#include <result.h>

using namespace pierhead;
using desktop::ExtensionTab;
using desktop::PageZoom;
using test::IdleEngine;
using test::openWindow;
using test::patience;

class DesktopZoomTest final : public test::GuardedTest
{
    Q_OBJECT

    static void prepare(const QString &title, const QString &engine)
    {
        test::PreparedExtension extension;
        extension.id = title.toLower();
        extension.title = title;
        extension.engine = engine;
        extension.hasBackend = false;
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), extension));
    }

    static void open(desktop::MainWindow &window, const QString &key)
    {
        window.open(key);
        QVERIFY(window.currentTab());
        QTRY_COMPARE_WITH_TIMEOUT(
            window.currentTab()->state(), ExtensionTab::State::Loaded, patience);
    }

    /// How large the open page finds itself, in per cent.
    static QString size(const desktop::MainWindow &window)
    {
        QString answer;
        window.currentTab()->view()->runScript(QStringLiteral("Math.round(devicePixelRatio * 100)"),
                                               [&answer](const QString &json) { answer = json; });
        static_cast<void>(test::waitFor([&answer] { return !answer.isEmpty(); }, patience));
        return answer;
    }

private Q_SLOTS:

    void initTestCase() { QVERIFY(test::startWebEngine()); }

    void factors_areThoseOfBrowsers_andHaveAnEnd()
    {
        PageZoom zoom;
        QList<double> larger;
        connect(
            &zoom, &PageZoom::changed, this, [&larger](double factor) { larger.append(factor); });
        for (int times = 0; times < 20; ++times) {
            zoom.enlarge();
        }
        QCOMPARE(larger, (QList<double>{1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5}));
        for (int times = 0; times < 40; ++times) {
            zoom.shrink();
        }
        QCOMPARE(zoom.factor(), 0.25);
        zoom.reset();
        QCOMPARE(zoom.factor(), 1.0);
        zoom.setFactor(1.24);
        QCOMPARE(zoom.factor(), 1.25);
        zoom.setFactor(-7);
        QCOMPARE(zoom.factor(), 0.25);
    }

    void keys_inATab_zoomEveryPage_inTheNextRunToo()
    {
        IdleEngine engine;
        prepare(QStringLiteral("Alpha"), engine.address());
        prepare(QStringLiteral("Beta"), engine.address());
        {
            const auto program = openWindow(engine.address());
            desktop::MainWindow &window = program->window();
            QTRY_VERIFY(window.isActiveWindow());
            open(window, QStringLiteral("alpha"));
            QTRY_COMPARE(size(window), QStringLiteral("100"));
            QTest::keyClick(&window, Qt::Key_Plus, Qt::ControlModifier);
            QTRY_COMPARE(size(window), QStringLiteral("110"));
            QTest::keyClick(&window, Qt::Key_Equal, Qt::ControlModifier);
            QTRY_COMPARE(size(window), QStringLiteral("125"));
            open(window, QStringLiteral("beta"));
            QTRY_COMPARE(size(window), QStringLiteral("125"));
            QTest::keyClick(&window, Qt::Key_0, Qt::ControlModifier);
            QTRY_COMPARE(size(window), QStringLiteral("100"));
            QTest::keyClick(&window, Qt::Key_Minus, Qt::ControlModifier);
            QTRY_COMPARE(size(window), QStringLiteral("90"));
            window.close();
        }
        const auto program = openWindow(engine.address());
        open(program->window(), QStringLiteral("alpha"));
        QTRY_COMPARE(size(program->window()), QStringLiteral("90"));
    }

    void keys_withoutATab_zoomNothing()
    {
        IdleEngine engine;
        const auto program = openWindow(engine.address());
        desktop::MainWindow &window = program->window();
        QTRY_VERIFY(window.isActiveWindow());
        QTest::keyClick(&window, Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(window.zoom().factor(), 1.0);
        window.zoom().enlarge();
        QTest::keyClick(&window, Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(window.zoom().factor(), 1.1);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopZoomTest)

#include "tst_desktop_zoom.moc"
