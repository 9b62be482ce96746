#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/extensiontab.h>

#include <QApplication>
#include <QTabBar>
#include <QTest>

#include <containertest.h>
#include <result.h>

using namespace pierhead;
using desktop::ExtensionTab;
using test::openWindow;
using test::patience;
using test::tab;
using test::visible;
using View = bridge::NavigationTarget::View;

namespace {

const QString title = QStringLiteral("Guide");

} // namespace

/// `ddClient.desktopUI.navigate` of a page in the real window, web engine and engine.
class DesktopNavigateTest final : public test::ContainerTest
{
    Q_OBJECT

    std::unique_ptr<desktop::Application> m_program;

    static QString value(webview::ExtensionView &view, const QString &expression)
    {
        QString answer;
        view.runScript(expression, [&answer](const QString &json) { answer = json; });
        static_cast<void>(test::waitFor([&answer] { return !answer.isEmpty(); }, patience));
        return answer;
    }

    /// The tab of the page, newly opened.
    QPointer<ExtensionTab> openPage()
    {
        QTest::mouseClick(tab(m_program->window(), title), Qt::LeftButton);
        QPointer<ExtensionTab> page = m_program->window().currentTab();
        const bool isLoaded = test::waitFor(
            [&page] { return page && page->state() == ExtensionTab::State::Loaded; }, patience);
        return isLoaded ? page : nullptr;
    }

    void openProgram()
    {
        test::PreparedExtension extension;
        extension.id = QStringLiteral("guide");
        extension.title = title;
        extension.engine = addressText();
        extension.hasBackend = false;
        extension.page = "<p>Where to?</p>";
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), extension));
        m_program = openWindow(addressText());
        QTRY_VERIFY_WITH_TIMEOUT(m_program->engines().engine() != nullptr, patience);
    }

    [[nodiscard]] QStringList toasts() const
    {
        QStringList texts;
        for (const auto *toast :
             m_program->window().findChildren<QFrame *>(QStringLiteral("toast"))) {
            for (const QLabel *label : toast->findChildren<QLabel *>()) {
                texts.append(label->text());
            }
        }
        return texts;
    }

private Q_SLOTS:

    void initTestCase() { QVERIFY(test::startWebEngine()); }

    void cleanup()
    {
        m_program.reset();
        ContainerTest::cleanup();
    }

    void everyIntent_opensItsPageAndIsAnswered()
    {
        engine::ContainerSpec spec = test::idleContainer();
        spec.name = QStringLiteral("pierhead-goal");
        spec.binds = {QStringLiteral("pierhead-goods:/goods")};
        start(spec);
        const auto image = test::await(client().inspectImage(spec.image));
        VERIFY_RESULT(image);
        const auto cleanUp = qScopeGuard([this] {
            m_program.reset();
            VERIFY_RESULT(test::await(client().removeContainer(m_container)));
            VERIFY_RESULT(test::await(client().removeVolume(QStringLiteral("pierhead-goods"))));
            m_container.clear();
        });
        openProgram();

        struct Intent
        {
            QString call;
            View view;
            QString id;
            int part = -1; ///< of a container's page
        };

        const QString full = QStringLiteral("('%1')").arg(m_container);
        const QString brief = QStringLiteral("('%1')").arg(m_container.left(12));
        const QString byName = QStringLiteral("('pierhead-goal')");
        const std::vector<Intent> intents{
            {QStringLiteral("viewContainers()"), View::Containers, {}},
            {QStringLiteral("viewContainer") + full, View::Container, m_container, 0},
            {QStringLiteral("viewContainerLogs") + brief, View::ContainerLogs, m_container, 0},
            {QStringLiteral("viewContainerInspect") + byName,
             View::ContainerInspect,
             m_container,
             1},
            {QStringLiteral("viewContainerTerminal") + full,
             View::ContainerTerminal,
             m_container,
             2},
            {QStringLiteral("viewContainerStats") + full, View::ContainerStats, m_container, 3},
            {QStringLiteral("viewImages()"), View::Images, {}},
            {QStringLiteral("viewImage('%1', '3.15')").arg(image->id), View::Image, image->id},
            {QStringLiteral("viewVolumes()"), View::Volumes, {}},
            {QStringLiteral("viewVolume('pierhead-goods')"),
             View::Volume,
             QStringLiteral("pierhead-goods")}};
        for (const Intent &intent : intents) {
            const QPointer<ExtensionTab> page = openPage();
            QVERIFY(page);
            // What the page does with its answer reaches the window.
            page->view()->runScript(
                QStringLiteral("ddClient.desktopUI.navigate.%1.then(() => "
                               "ddClient.desktopUI.toast.success(`arrived: ${%2}`)); 1")
                    .arg(intent.call, QString::number(static_cast<int>(intent.view))),
                [](const QString &) {});
            QTRY_VERIFY2_WITH_TIMEOUT(
                m_program->window().enginePage(), qPrintable(intent.call), patience);
            const bridge::NavigationTarget target = m_program->window().enginePage()->target();
            QCOMPARE(target.view, intent.view);
            QCOMPARE(target.id, intent.id);
            QCOMPARE(target.engine, addressText());
            if (intent.part >= 0) {
                auto *tabs = visible<QTabBar>(m_program->window(), QStringLiteral("containerTabs"));
                QVERIFY(tabs);
                QCOMPARE(tabs->currentIndex(), intent.part);
            }
            const QString arrived =
                QStringLiteral("arrived: %1").arg(static_cast<int>(intent.view));
            QTRY_VERIFY2_WITH_TIMEOUT(
                toasts().contains(arrived), qPrintable(intent.call), patience);
            QTRY_VERIFY2(!page, "the page that was left has not ended");
        }
    }

    void devEnvironments_resolvesAndStays()
    {
        openProgram();
        const QPointer<ExtensionTab> page = openPage();
        QVERIFY(page);
        page->view()->runScript(QStringLiteral("ddClient.desktopUI.navigate.viewDevEnvironments()"
                                               ".then(() => { window.outcome = 'resolved'; }); 1"),
                                [](const QString &) {});
        QTRY_COMPARE_WITH_TIMEOUT(value(*page->view(), QStringLiteral("window.outcome")),
                                  QStringLiteral("\"resolved\""),
                                  patience);
        QVERIFY(m_program->window().currentTab() == page);
    }

    void unknown_rejectsAndStays_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("word");
        QTest::newRow("container")
            << QStringLiteral("viewContainer('%1')").arg(QString(64, QLatin1Char('0')))
            << QStringLiteral("container");
        QTest::newRow("terminal") << QStringLiteral("viewContainerTerminal('nobody')")
                                  << QStringLiteral("nobody");
        QTest::newRow("image")
            << QStringLiteral("viewImage('sha256:%1', 'latest')").arg(QString(64, QLatin1Char('0')))
            << QStringLiteral("image");
        QTest::newRow("volume") << QStringLiteral("viewVolume('nothing')")
                                << QStringLiteral("nothing");
        QTest::newRow("no id") << QStringLiteral("viewContainer()") << QStringLiteral("missing");
    }

    void unknown_rejectsAndStays()
    {
        QFETCH(const QString, call);
        QFETCH(const QString, word);
        openProgram();
        const QPointer<ExtensionTab> page = openPage();
        QVERIFY(page);
        page->view()->runScript(
            QStringLiteral("ddClient.desktopUI.navigate.%1.then(() => { window.outcome = '?'; }, "
                           "(e) => { window.outcome = `${e instanceof Error} ${e.message}`; }); 1")
                .arg(call),
            [](const QString &) {});
        QTRY_VERIFY_WITH_TIMEOUT(
            value(*page->view(), QStringLiteral("window.outcome || ''")).contains(word), patience);
        const QString outcome = value(*page->view(), QStringLiteral("window.outcome"));
        QVERIFY2(outcome.startsWith(QStringLiteral("\"true ")), qPrintable(outcome));
        QVERIFY(m_program->window().currentTab() == page);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopNavigateTest)

#include "tst_desktop_navigate.moc"
