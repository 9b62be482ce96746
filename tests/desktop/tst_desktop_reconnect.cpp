#include "suiteengine.h"
#include "waiting.h"
#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/extensioncard.h>
#include <app/desktop/extensiontab.h>
#include <host/backend/backendrunner.h>
#include <host/extensions/extensionsource.h>

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <installtest.h>
#include <labelledservice.h>
#include <storedextension.h>

using namespace pierhead;
using desktop::BackendStatus;
using desktop::ExtensionTab;
using extensions::ExtensionId;
using test::await;
using test::openWindow;
using test::patience;
using test::picture;
using test::tab;
using test::visible;

namespace {

/// run() and ask() put what became of a command, and of two requests, into the variable `name`.
const QByteArray page = R"(<h1>Reconnecting</h1><p>Typed: <input id="box"></p><p id="said"></p>
<script>
let said = {};
function keep(name, call) {
    said[name] = '';
    call.then(
        (words) => { said[name] = 'ok: ' + words; },
        (error) => { said[name] = 'failed: ' + (error.stderr || error.message); });
}
function run(name, command, args) {
    const { exec } = ddClient.extension.vm.cli;
    keep(name, exec(command, args).then((result) => result.stdout.trim()));
}
function ask(name) {
    const { get, post } = ddClient.extension.vm.service;
    keep(name, Promise.all([get('/json'), post('/echo', { words: ['again'] })]).then(
        ([got, echo]) => [got.answer, echo.method, JSON.parse(echo.body).words].join(' ')));
}
</script>)";

const QString greeted = QStringLiteral("\"ok: Hello, again!\"");
const QString served = QStringLiteral("\"ok: 42 POST again\"");

/// The extension beside it, whose backend the user stops.
ExtensionId haltedId()
{
    return ExtensionId::parse(QStringLiteral("pierhead/halted")).value();
}

} // namespace

/// A page that is open while what is behind it goes away and comes back.
class DesktopReconnectTest final : public test::InstallTest
{
    Q_OBJECT

    static QString value(const QString &expression, const ExtensionTab &tab)
    {
        QString answer;
        tab.view()->runScript(expression, [&answer](const QString &json) { answer = json; });
        static_cast<void>(test::waitFor([&answer] { return !answer.isEmpty(); }, patience));
        return answer;
    }

    /// What became of the page's call `name`: quoted, and empty while it is under way.
    static QString said(const char *name, const ExtensionTab &tab)
    {
        return value(QStringLiteral("said.%1 ?? ''").arg(QLatin1String(name)), tab);
    }

    static QString outcome(const char *name, const QString &call, const ExtensionTab &tab)
    {
        value(call.arg(QLatin1String(name)), tab);
        QString words;
        const auto isOver = [&] {
            words = said(name, tab);
            return words != QStringLiteral("\"\"");
        };
        static_cast<void>(test::waitFor(isOver, patience));
        return words;
    }

    static QString greet(const char *name, const ExtensionTab &tab)
    {
        return outcome(name, QStringLiteral("run('%1', './hello.sh', ['again'])"), tab);
    }

    /// What the page has of the backend's service; a container runs before its program listens.
    static QString service(const ExtensionTab &tab)
    {
        QString answer;
        const auto isServed = [&] {
            answer = outcome("service", QStringLiteral("ask('%1')"), tab);
            return answer == served;
        };
        static_cast<void>(test::waitFor(isServed, patience));
        return answer;
    }

    static QString box(const ExtensionTab &tab)
    {
        return value(QStringLiteral("document.getElementById('box')?.value"), tab);
    }

    static QString notice(desktop::Application &program)
    {
        auto *label = visible<QLabel>(program.window(), QStringLiteral("notice"));
        return label == nullptr ? QString() : label->text();
    }

    static BackendStatus::Kind backend(desktop::Application &program, const ExtensionId &id)
    {
        const desktop::ExtensionRow *row = program.model().find(id.value());
        return row == nullptr ? BackendStatus::Kind::None : row->backend.kind;
    }

    /// A folder to install from; its backend runs ./hello.sh and serves by a socket.
    QString writeSources() const
    {
        const QString folder = home() + QStringLiteral("/sample");
        QMap<QString, QByteArray> files = sampleContext(page);
        files[QStringLiteral("metadata.json")].replace(
            "\"${DESKTOP_PLUGIN_IMAGE}\"",
            "\"${DESKTOP_PLUGIN_IMAGE}\", \"exposes\": {\"socket\": \"lab.sock\"}");
        files[QStringLiteral("Dockerfile")] +=
            "COPY lab /\nCMD [\"/lab\", \"serve\", \"socket:/run/guest-services/lab.sock\"]\n";
        files[QStringLiteral("lab")] = test::readFile(QStringLiteral(PIERHEAD_LAB_PROGRAM));
        for (auto file = files.cbegin(); file != files.cend(); ++file) {
            const QString path = folder + QLatin1Char('/') + file.key();
            test::writeFile(path, file.value());
            if (file.value().startsWith("#!") || file.key() == QLatin1String("lab")) {
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

    QString engineFolder() const { return home() + QStringLiteral("/e"); }

    /// Podman keeps its networks in a folder of the machine, which is in memory where an engine is
    /// a test's own (see engine-init): there a loss of power would take them, too.
    test::OwnEngine::Additions keepingNetworks() const
    {
        if (!isPodman()) {
            return {};
        }
        const QString networks = engineFolder() + QStringLiteral("/networks");
        QDir().mkpath(networks);
        return {.before = {}, .arguments = {QStringLiteral("--network-config-dir"), networks}};
    }

    /// One more extension on the engine, whose backend does nothing.
    static void installHalted(const engine::EngineClient &engine)
    {
        test::PreparedExtension extension;
        extension.id = haltedId().value();
        extension.title = QStringLiteral("Halted");
        extension.engine = engine.address().toString();
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), extension));
        VERIFY_RESULT(test::makeService(
            engine,
            haltedId(),
            {QStringLiteral("web"), QStringLiteral("trap 'exit 0' TERM; sleep 100000 & wait")}));
    }

    /// By the button on its card.
    static void stopHalted(desktop::Application &program)
    {
        QTRY_COMPARE_WITH_TIMEOUT(
            backend(program, haltedId()), BackendStatus::Kind::Running, patience);
        for (auto *card : program.window().findChildren<desktop::ExtensionCard *>()) {
            if (card->key() == haltedId().value()) {
                QVERIFY(test::click(*card, QStringLiteral("backendToggle")));
            }
        }
        QTRY_COMPARE_WITH_TIMEOUT(
            backend(program, haltedId()), BackendStatus::Kind::Stopped, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!program.window().isBusy(), patience);
    }

    static engine::ContainerDetails haltedContainer(const engine::EngineClient &engine)
    {
        return await(engine.inspectContainer(haltedId().slug() + QStringLiteral("-web")))
            .value_or(engine::ContainerDetails());
    }

    /// The tab of the sample, its page loaded, with a text in its box and a command that runs.
    static void open(desktop::Application &program, const ExtensionId &id)
    {
        QTRY_VERIFY_WITH_TIMEOUT(program.engines().engine() != nullptr, patience);
        QTRY_COMPARE_WITH_TIMEOUT(backend(program, id), BackendStatus::Kind::Running, patience);
        QTest::mouseClick(tab(program.window(), QStringLiteral("Sample")), Qt::LeftButton);
        const ExtensionTab *page = program.window().currentTab();
        QTRY_COMPARE_WITH_TIMEOUT(page->state(), ExtensionTab::State::Loaded, patience);
        value(QStringLiteral("document.getElementById('box').value = 'kept'"), *page);
        QCOMPARE(greet("before", *page), greeted);
        QCOMPARE(service(*page), served);
        value(QStringLiteral("run('pending', 'sleep', ['10000'])"), *page);
    }

    /// Podman leaves the control groups of what runs when its namespaces end.
    static void clear(const engine::EngineClient &engine, const ExtensionId &id)
    {
        VERIFY_RESULT(await(backend::BackendRunner(engine, id).down()));
        VERIFY_RESULT(test::removeServices(engine, haltedId()));
    }

private Q_SLOTS:

    void initTestCase() { QVERIFY(test::startWebEngine()); }

    void page_engineOrMachineThatGoesAndComesBack_worksOnAsItWas()
    {
        test::OwnEngine engine(engineFolder(), keepingNetworks(), test::ownProduct());
        QVERIFY(engine.start());
        const engine::EngineClient own(engine.address());
        const auto installed =
            benchOn(engine.address()).install(from(Kind::Folder, writeSources()));
        VERIFY_RESULT(installed);
        installHalted(own);
        const auto program = openWindow(engine.address().toString());
        stopHalted(*program);
        const QDateTime haltedSince = haltedContainer(own).startedAt;
        QVERIFY(haltedSince.isValid());
        open(*program, installed->id);
        const ExtensionTab &page = *program->window().currentTab();
        const QPointer<webview::ExtensionView> view = page.view();

        engine.kill();
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
        Q_EMIT program->window().themeChosen(desktop::Theme::Preference::Light);

        QVERIFY(engine.start());
        QTRY_COMPARE_WITH_TIMEOUT(notice(*program), QString(), patience);
        QCOMPARE(greet("after", page), greeted);
        QCOMPARE(service(page), served);

        // Docker starts by itself what ran. Podman starts nothing, so there the window does.
        engine.cutPower();
        QTRY_COMPARE_WITH_TIMEOUT(
            backend(*program, installed->id), BackendStatus::Kind::Unreachable, patience);
        QVERIFY(engine.start());
        QTRY_COMPARE_WITH_TIMEOUT(
            backend(*program, installed->id), BackendStatus::Kind::Running, patience);
        QTRY_COMPARE_WITH_TIMEOUT(notice(*program), QString(), patience);
        QCOMPARE(greet("again", page), greeted);
        QCOMPARE(service(page), served);
        // What the user stopped stays so on both.
        QTRY_COMPARE_WITH_TIMEOUT(
            backend(*program, haltedId()), BackendStatus::Kind::Stopped, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!program->window().isBusy(), patience);
        QCOMPARE(haltedContainer(own).startedAt, haltedSince);

        QCOMPARE(program->window().currentTab()->view(), view);
        QCOMPARE(box(page), QStringLiteral("\"kept\""));
        QCOMPARE(said("before", page), greeted);
        clear(own, installed->id);
    }

    void page_containerThatIsRestarted_worksAtTheNextCall()
    {
        test::InstallBench bench = this->bench();
        const auto installed = bench.install(from(Kind::Folder, writeSources()));
        VERIFY_RESULT(installed);
        const auto program = openWindow(addressText());
        open(*program, installed->id);
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
        QCOMPARE(greet("after", page), greeted);
        QCOMPARE(service(page), served);
        QCOMPARE(box(page), QStringLiteral("\"kept\""));

        // Made anew, as an update or compose does.
        VERIFY_RESULT(await(client().removeContainer(container)));
        QTRY_COMPARE_WITH_TIMEOUT(
            backend(*program, installed->id), BackendStatus::Kind::Missing, patience);
        VERIFY_RESULT(bench.install(from(Kind::Folder, writeSources())));
        QTRY_COMPARE_WITH_TIMEOUT(notice(*program), QString(), patience);
        // The page is that of the new version, which opens by itself.
        QTRY_COMPARE_WITH_TIMEOUT(box(page), QStringLiteral("\"\""), patience);
        QCOMPARE(greet("anew", page), greeted);
        VERIFY_RESULT(bench.remove(installed->id.value()));
    }

    void tab_openedWhileItsEngineIsAway_showsThePageWhenItIsBack()
    {
        test::OwnEngine engine(engineFolder(), {}, test::ownProduct());
        QVERIFY(engine.start());
        const auto installed =
            benchOn(engine.address()).install(from(Kind::Folder, writeSources()));
        VERIFY_RESULT(installed);
        engine.kill();
        const auto program = openWindow(addressText());
        QTRY_COMPARE_WITH_TIMEOUT(
            backend(*program, installed->id), BackendStatus::Kind::Unreachable, patience);
        QTest::mouseClick(tab(program->window(), QStringLiteral("Sample")), Qt::LeftButton);
        const ExtensionTab &page = *program->window().currentTab();
        QTRY_COMPARE_WITH_TIMEOUT(page.state(), ExtensionTab::State::Failed, patience);
        QVERIFY(engine.start());
        QTRY_COMPARE_WITH_TIMEOUT(page.state(), ExtensionTab::State::Loaded, patience);
        QCOMPARE(greet("after", page), greeted);
        clear(engine::EngineClient(engine.address()), installed->id);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopReconnectTest)

#include "tst_desktop_reconnect.moc"
