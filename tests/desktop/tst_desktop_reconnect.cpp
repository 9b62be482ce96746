#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/extensiontab.h>
#include <host/extensions/extensionsource.h>

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <installtest.h>
#include <ownengine.h>
#include <result.h>
#include <storedextension.h>

using namespace pierhead;
using desktop::BackendStatus;
using desktop::ExtensionTab;
using test::await;
using test::openWindow;
using test::patience;
using test::picture;
using test::tab;
using test::visible;

namespace {

/// run() puts what became of a command into the variable `name`.
const QByteArray page = R"(<h1>Reconnecting</h1><p>Typed: <input id="box"></p><p id="said"></p>
<script>
let said = {};
function run(name, command, args) {
    said[name] = '';
    ddClient.extension.vm.cli.exec(command, args).then(
        (result) => { said[name] = 'ok: ' + result.stdout.trim(); },
        (error) => { said[name] = 'failed: ' + (error.stderr || error.message); });
}
</script>)";

} // namespace

/// A page that is open while what is behind it goes away and comes back.
class DesktopReconnectTest final : public test::InstallTest
{
    Q_OBJECT

    const QString m_reference = QStringLiteral("reconnect/sample");

    static QString value(const QString &expression, const ExtensionTab &tab)
    {
        QString answer;
        tab.view()->runScript(expression, [&answer](const QString &json) { answer = json; });
        static_cast<void>(test::waitFor([&answer] { return !answer.isEmpty(); }, patience));
        return answer;
    }

    /// What became of the command `name` of the page: quoted, and empty while it runs.
    static QString said(const char *name, const ExtensionTab &tab)
    {
        return value(QStringLiteral("said.%1 ?? ''").arg(QLatin1String(name)), tab);
    }

    static QString greet(const char *name, const ExtensionTab &tab)
    {
        value(QStringLiteral("run('%1', './hello.sh', ['again'])").arg(QLatin1String(name)), tab);
        QString outcome;
        const auto isOver = [&] {
            outcome = said(name, tab);
            return outcome != QStringLiteral("\"\"");
        };
        static_cast<void>(test::waitFor(isOver, patience));
        return outcome;
    }

    static QString notice(desktop::Application &program)
    {
        auto *label = visible<QLabel>(program.window(), QStringLiteral("notice"));
        return label == nullptr ? QString() : label->text();
    }

    static BackendStatus::Kind backend(desktop::Application &program)
    {
        return program.model().rows().front().backend.kind;
    }

    /// A folder to install from.
    QString writeSources() const
    {
        const QString folder = home() + QStringLiteral("/sample");
        const QMap<QString, QByteArray> files = sampleContext(page);
        for (auto file = files.cbegin(); file != files.cend(); ++file) {
            const QString path = folder + QLatin1Char('/') + file.key();
            test::writeFile(path, file.value());
            if (file.value().startsWith("#!")) {
                QFile::setPermissions(path, QFile::permissions(path) | QFile::ExeOwner);
            }
        }
        return folder;
    }

    test::InstallBench benchOn(const engine::EngineAddress &address) const
    {
        const auto version = await(engine::EngineClient(address).version());
        return {address, home(), version ? version->architecture : QString()};
    }

    /// The tab of the sample, its page loaded, with a text in its box and a command that runs.
    static void open(desktop::Application &program)
    {
        QTRY_VERIFY_WITH_TIMEOUT(program.engines().engine() != nullptr, patience);
        QTRY_COMPARE_WITH_TIMEOUT(backend(program), BackendStatus::Kind::Running, patience);
        QTest::mouseClick(tab(program.window(), QStringLiteral("Sample")), Qt::LeftButton);
        const ExtensionTab *page = program.window().currentTab();
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        value(QStringLiteral("document.getElementById('box').value = 'kept'"), *page);
        QCOMPARE(greet("before", *page), QStringLiteral("\"ok: Hello, again!\""));
        value(QStringLiteral("run('pending', 'sleep', ['10000'])"), *page);
    }

private Q_SLOTS:

    void initTestCase() { QVERIFY(test::startWebEngine()); }

    void page_engineThatIsKilledAndComesBack_worksOnAsItWas()
    {
        test::OwnEngine engine(home() + QStringLiteral("/e"));
        QVERIFY(engine.start());
        VERIFY_RESULT(benchOn(engine.address()).install(from(Kind::Folder, writeSources())));
        const auto program = openWindow(engine.address().toString());
        open(*program);
        const QPointer<webview::ExtensionView> view = program->window().currentTab()->view();

        engine.kill();
        const ExtensionTab &page = *program->window().currentTab();
        QTRY_VERIFY_WITH_TIMEOUT(said("pending", page).startsWith(QStringLiteral("\"failed: ")),
                                 patience);
        QVERIFY2(said("pending", page).contains(QStringLiteral("ended")),
                 qPrintable(said("pending", page)));
        QTRY_COMPARE_WITH_TIMEOUT(notice(*program),
                                  QStringLiteral("The engine does not answer; waiting for it…"),
                                  patience);
        const QString refused = greet("meanwhile", page);
        QVERIFY2(refused.contains(engine.address().path), qPrintable(refused));
        picture(program->window(), QStringLiteral("page-engine-lost"));
        Q_EMIT program->window().themeChosen(desktop::Theme::Preference::Dark);
        picture(program->window(), QStringLiteral("page-engine-lost-dark"));

        QVERIFY(engine.start());
        QTRY_COMPARE_WITH_TIMEOUT(notice(*program), QString(), patience);
        QCOMPARE(greet("after", page), QStringLiteral("\"ok: Hello, again!\""));
        QCOMPARE(program->window().currentTab()->view(), view);
        QCOMPARE(value(QStringLiteral("document.getElementById('box').value"), page),
                 QStringLiteral("\"kept\""));
        QCOMPARE(said("before", page), QStringLiteral("\"ok: Hello, again!\""));
        Q_EMIT program->window().themeChosen(desktop::Theme::Preference::Light);
    }

    void page_containerThatIsRestarted_worksAtTheNextCall()
    {
        test::InstallBench bench = this->bench();
        const auto installed = bench.install(from(Kind::Folder, writeSources()));
        VERIFY_RESULT(installed);
        const auto program = openWindow(addressText());
        open(*program);
        const ExtensionTab &page = *program->window().currentTab();
        const QString container = installed->id.serviceContainerName();

        VERIFY_RESULT(await(client().stopContainer(container, 0)));
        QTRY_VERIFY_WITH_TIMEOUT(said("pending", page).startsWith(QStringLiteral("\"failed: ")),
                                 patience);
        QTRY_VERIFY_WITH_TIMEOUT(!notice(*program).isEmpty(), patience);
        const QString refused = greet("meanwhile", page);
        QVERIFY2(refused.startsWith(QStringLiteral("\"failed: ")), qPrintable(refused));
        picture(program->window(), QStringLiteral("page-backend-stopped"));

        VERIFY_RESULT(await(client().startContainer(container)));
        QTRY_COMPARE_WITH_TIMEOUT(notice(*program), QString(), patience);
        QCOMPARE(greet("after", page), QStringLiteral("\"ok: Hello, again!\""));
        QCOMPARE(value(QStringLiteral("document.getElementById('box').value"), page),
                 QStringLiteral("\"kept\""));

        // Made anew, as an update or compose does.
        VERIFY_RESULT(await(client().removeContainer(container)));
        QTRY_COMPARE_WITH_TIMEOUT(backend(*program), BackendStatus::Kind::Missing, patience);
        VERIFY_RESULT(bench.install(from(Kind::Folder, writeSources())));
        QTRY_COMPARE_WITH_TIMEOUT(notice(*program), QString(), patience);
        // The page is that of the new version, which opens by itself.
        QTRY_COMPARE_WITH_TIMEOUT(
            value(QStringLiteral("document.getElementById('box')?.value"), page),
            QStringLiteral("\"\""),
            patience);
        QCOMPARE(greet("anew", page), QStringLiteral("\"ok: Hello, again!\""));
        VERIFY_RESULT(bench.remove(installed->id.value()));
    }

    void tab_openedWhileItsEngineIsAway_showsThePageWhenItIsBack()
    {
        test::OwnEngine engine(home() + QStringLiteral("/e"));
        QVERIFY(engine.start());
        VERIFY_RESULT(benchOn(engine.address()).install(from(Kind::Folder, writeSources())));
        engine.kill();
        const auto program = openWindow(addressText());
        QTRY_COMPARE_WITH_TIMEOUT(backend(*program), BackendStatus::Kind::Unreachable, patience);
        QTest::mouseClick(tab(program->window(), QStringLiteral("Sample")), Qt::LeftButton);
        const ExtensionTab &page = *program->window().currentTab();
        QTRY_COMPARE_WITH_TIMEOUT(page.state(), ExtensionTab::State::Failed, patience);
        QVERIFY(engine.start());
        QTRY_COMPARE_WITH_TIMEOUT(page.state(), ExtensionTab::State::Loaded, patience);
        QCOMPARE(greet("after", page), QStringLiteral("\"ok: Hello, again!\""));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopReconnectTest)

#include "tst_desktop_reconnect.moc"
