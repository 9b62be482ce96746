#include "switchersupport.h"
#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/enginerow.h>
#include <app/desktop/extensioncard.h>
#include <app/desktop/extensiontab.h>
#include <host/base/json.h>

#include <QApplication>
#include <QPainter>
#include <QTest>

#include <installtest.h>
#include <ownengine.h>
#include <result.h>
#include <storedextension.h>

using namespace pierhead;
using desktop::EngineChoice;
using desktop::EngineRow;
using desktop::EngineSwitcher;
using desktop::ExtensionTab;
using test::openSwitcher;
using test::openWindow;
using test::patience;
using test::tab;
using test::visible;

namespace {

const QString switchedReference = QStringLiteral("switched/sample:1");

} // namespace

/// Changing the engine of the window, from one that runs to another.
class DesktopSwitcherTest final : public test::InstallTest
{
    Q_OBJECT

    static EngineRow *row(EngineSwitcher &switcher, const QString &key)
    {
        for (auto *found : switcher.findChildren<EngineRow *>()) {
            if (found->isVisible() && found->key() == key) {
                return found;
            }
        }
        return nullptr;
    }

    /// How a row names the engine there: as it calls itself, with the version that it tells.
    static QString titleOf(const QString &product, const engine::EngineAddress &address)
    {
        const engine::HttpClient client(address);
        const auto answer = test::await(client.send({.target = "/version"}));
        const auto told = answer ? json::parse(answer->body) : tl::unexpected(answer.error());
        const QString version = told ? told->value("Version", QString()) : QString();
        return version.isEmpty() ? QStringLiteral("nothing was told")
                                 : product + QLatin1Char(' ') + version;
    }

    /// The words of a row, the first of which is its title.
    static QStringList wordsOf(EngineSwitcher &switcher, const QString &key)
    {
        const EngineRow *found = row(switcher, key);
        return found == nullptr ? QStringList()
                                : found->accessibleName().split(QStringLiteral(", "));
    }

    /// The window with the list over it, as people see both.
    static void picture(desktop::Application &program, EngineSwitcher &switcher, const char *name)
    {
        desktop::MainWindow &window = program.window();
        for (int turn = 0; turn < 4; ++turn) {
            QCoreApplication::processEvents();
        }
        QLabel both;
        QPixmap shown = window.grab();
        QPainter painter(&shown);
        painter.drawPixmap(window.mapFromGlobal(switcher.pos()), switcher.grab());
        painter.end();
        both.setPixmap(shown);
        both.resize(window.size());
        test::picture(both, QString::fromLatin1(name));
    }

    static QString textOf(const ExtensionTab &page)
    {
        bool isAnswered = false;
        QString answer;
        page.view()->readText([&isAnswered, &answer](const QString &shown) {
            answer = shown;
            isAnswered = true;
        });
        static_cast<void>(test::waitFor([&isAnswered] { return isAnswered; }, patience));
        return answer.trimmed();
    }

private Q_SLOTS:

    void initTestCase()
    {
        QVERIFY(test::startWebEngine());
        QFile icon(QStringLiteral(":/icons/pierhead.svg"));
        QVERIFY(icon.open(QIODevice::ReadOnly));
        QMap<QString, QByteArray> files =
            sampleContext("<p id=said></p><script>"
                          "ddClient.extension.vm.cli.exec('./hello.sh', ['engine']).then("
                          "r => { said.textContent = r.stdout; })</script>");
        files[QStringLiteral("icon.svg")] = icon.readAll();
        VERIFY_RESULT(buildImage(switchedReference, files));
    }

    void init()
    {
        InstallTest::init();
        test::useDockerFolder(home());
        VERIFY_RESULT(bench().install(switchedReference));
    }

    void cleanup()
    {
        VERIFY_RESULT(bench().remove(switchedReference));
        InstallTest::cleanup();
    }

    void switcher_engineChosen_isUsedAtOnceAndInTheNextRun()
    {
        test::OwnEngine own(home() + QStringLiteral("/e"));
        QVERIFY(own.start());
        const QString second = own.address().key();
        test::OwnEngine podman(home() + QStringLiteral("/p"), {}, test::OwnEngine::Product::Podman);
        QVERIFY(podman.start());
        const QString third = podman.address().key();
        test::makeDockerContext(home(), QStringLiteral("workshop"), second);
        test::makeDockerContext(home(), QStringLiteral("cellar"), third);
        test::makeDockerContext(
            home(), QStringLiteral("attic"), QStringLiteral("tcp://127.0.0.1:9"));

        const auto program = openWindow(addressText());
        QTRY_VERIFY_WITH_TIMEOUT(program->engines().engine() != nullptr, patience);
        QPointer<EngineSwitcher> switcher = openSwitcher(*program);
        QVERIFY(switcher);
        QTRY_VERIFY(row(*switcher, second));
        QVERIFY(row(*switcher, addressText())->hasFocus());
        const QString docker = QStringLiteral("Docker Engine");
        QTRY_COMPARE_WITH_TIMEOUT(
            wordsOf(*switcher, addressText()).value(0), titleOf(docker, address()), patience);
        QCOMPARE(wordsOf(*switcher, addressText()).last(), QStringLiteral("In use"));
        QTRY_COMPARE_WITH_TIMEOUT(
            wordsOf(*switcher, second).value(0), titleOf(docker, own.address()), patience);
        QTRY_COMPARE_WITH_TIMEOUT(wordsOf(*switcher, third).value(0),
                                  titleOf(QStringLiteral("Podman Engine"), podman.address()),
                                  patience);
        EngineRow *silent = row(*switcher, QStringLiteral("tcp://127.0.0.1:9"));
        QVERIFY(silent != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(
            silent->accessibleName().contains(QStringLiteral("Does not answer")), patience);
        QVERIFY2(silent->toolTip().contains(QStringLiteral("127.0.0.1")),
                 qPrintable(silent->toolTip()));
        picture(*program, *switcher, "engines-light");
        Q_EMIT program->window().themeChosen(desktop::Theme::Preference::Dark);
        picture(*program, *switcher, "engines-dark");
        Q_EMIT program->window().themeChosen(desktop::Theme::Preference::Light);

        QTest::mouseClick(row(*switcher, second), Qt::LeftButton);
        QTRY_VERIFY(!switcher);
        QTRY_COMPARE_WITH_TIMEOUT(program->engines().status().address, second, patience);
        test::picture(program->window(), QStringLiteral("engine-switched"));

        // The extension stays on its engine, and says so; its page works there.
        auto *button = tab(program->window(), QStringLiteral("Sample"));
        QVERIFY2(button->toolTip().contains(addressText()), qPrintable(button->toolTip()));
        QTest::mouseClick(button, Qt::LeftButton);
        const ExtensionTab *page = program->window().currentTab();
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        QTRY_COMPARE_WITH_TIMEOUT(textOf(*page), QStringLiteral("Hello, engine!"), patience);

        desktop::Application next({}, Paths::fromEnvironment(), test::viewPlugin());
        next.start();
        QTRY_COMPARE_WITH_TIMEOUT(next.engines().status().address, second, patience);
    }

    void switcher_byKeyboard_movesChoosesAndCloses()
    {
        const auto program = openWindow(addressText());
        QTRY_VERIFY_WITH_TIMEOUT(program->engines().engine() != nullptr, patience);
        QPointer<EngineSwitcher> switcher = openSwitcher(*program);
        QVERIFY(switcher);
        auto *first = row(*switcher, addressText());
        QVERIFY(first != nullptr);
        QTest::keyClick(first, Qt::Key_Down);
        auto *next = qobject_cast<EngineRow *>(QApplication::focusWidget());
        QVERIFY(next != nullptr && next != first);
        QTest::keyClick(next, Qt::Key_Up);
        QCOMPARE(QApplication::focusWidget(), first);
        QTest::keyClick(first, Qt::Key_Return);
        QTRY_VERIFY(!switcher);
        QCOMPARE(program->engines().status().address, addressText());

        switcher = openSwitcher(*program);
        QVERIFY(switcher);
        QTest::keyClick(row(*switcher, addressText()), Qt::Key_Escape);
        QTRY_VERIFY(!switcher);
    }

    void switcher_engineThatDoesNotAnswer_saysWhyAndChangesNothing()
    {
        const auto program = openWindow(addressText());
        QTRY_VERIFY_WITH_TIMEOUT(program->engines().engine() != nullptr, patience);
        program->engines().use(QStringLiteral("tcp://127.0.0.1:9"));
        QTRY_VERIFY(visible<QFrame>(program->window(), QStringLiteral("toast")));
        QCOMPARE(program->engines().status().address, addressText());
        test::picture(program->window(), QStringLiteral("engine-not-switched"));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopSwitcherTest)

#include "tst_desktop_switcher.moc"
