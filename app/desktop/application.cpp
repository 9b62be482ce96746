#include "application.h"

#include "displaytext.h"

#include <QApplication>
#include <QImageReader>
#include <QPointer>

#include <functional>

namespace pierhead::desktop {

namespace {

/// What one picture of an extension may take, in MiB: 4096 x 4096 pixels.
constexpr int imageAllocationLimit = 64;

/// Keeps the installer for as long as it works. `begun` is called before anything goes, unless it
/// is refused, as where another is at work on the extension.
Task<Result<void>> removeFrom(const engine::Engine *engine,
                              const extensions::ExtensionStore *store,
                              QString key,
                              std::function<void()> begun)
{
    const extensions::ExtensionInstaller installer(*engine, *store);
    const extensions::InstallSink sink =
        [begun = std::move(begun)](const extensions::InstallEvent &event) {
            if (event.step == extensions::InstallEvent::Step::Removing) {
                begun();
            }
        };
    co_return co_await installer.remove(std::move(key), sink);
}

settings::Settings settingsAt(const Paths &paths, WindowSettings &former)
{
    settings::Settings settings(paths);
    former.moveTo(settings);
    return settings;
}

} // namespace

Application::Application(Options options, Paths paths, ViewPlugin &plugin)
    : m_options(std::move(options))
    , m_plugin(plugin)
    , m_windowSettings(paths)
    , m_settings(settingsAt(paths, m_windowSettings))
    , m_settingsWatcher(m_settings)
    , m_store(paths)
    , m_watcher(m_store)
    , m_engines(m_options.engine, m_settings.values().engine, paths)
    , m_choices(m_options.engine, m_engines, m_model)
    , m_install(m_engines, m_store, this)
    , m_actions(m_engines, m_model, m_store)
    , m_broken(m_engines, m_store)
    , m_catalogs(paths)
    , m_updates(paths, m_model)
    , m_window({m_theme,
                m_model,
                m_engines,
                m_choices,
                m_install,
                m_actions,
                plugin,
                m_settings,
                m_catalogs,
                m_updates,
                paths})
    , m_control(m_settings, m_theme, m_engines, m_window)
    , m_import(m_settings, m_store, m_install, m_window)
    , m_backends(m_engines, m_model)
    , m_guard(m_model, m_actions, m_store)
    , m_revival(m_engines, m_model, m_actions, m_store)
    , m_limits(m_engines, m_model, m_store)
    , m_screenshot(m_window, m_engines, m_model, m_options)
{
    QImageReader::setAllocationLimit(imageAllocationLimit);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/pierhead.svg")));
    m_theme.setPreference(m_options.theme.value_or(m_settings.values().theme));
    connectAll();
}

void Application::start()
{
    if (m_options.screenshot.isEmpty()) {
        m_windowSettings.restore(m_window);
    }
    if (m_options.size) {
        m_window.resize(*m_options.size);
    }
    reload();
    m_control.refresh();
    if (const auto read = m_settings.read(); !read) {
        m_window.extensionsPage().showProblem(tr("The settings are not in use"), read.error());
    }
    m_engines.search();
    m_catalogs.load(catalog::CatalogRequest::Freshness::Cached);
    if (!m_options.isInBackground) {
        m_window.show();
    } else if (!m_control.startInTray()) {
        m_window.showMinimized();
    }
    openRequested(m_options);
    if (m_options.screenshot.isEmpty()) {
        m_import.look();
        m_broken.repair();
        m_updates.start();
    } else {
        m_screenshot.start();
    }
}

void Application::connectAll()
{
    connect(&m_watcher, &extensions::ExtensionWatcher::changed, this, &Application::reload);
    if (m_options.screenshot.isEmpty()) {
        connect(&m_backends, &BackendWatch::connected, &m_revival, &BackendRevival::expect);
        connect(&m_backends, &BackendWatch::answered, &m_revival, &BackendRevival::look);
    }
    connect(&m_settingsWatcher,
            &settings::SettingsWatcher::changed,
            &m_control,
            &SettingsControl::refresh);
    connect(&m_settingsWatcher, &settings::SettingsWatcher::changed, &m_limits, &LimitsWatch::look);
    connect(&m_limits, &LimitsWatch::applied, &m_control, &SettingsControl::showLaterLimits);
    connect(&m_limits, &LimitsWatch::failed, &m_control, &SettingsControl::showLimitsProblem);
    connect(&m_window.extensionsPage(), &ExtensionsPage::enableRequested, this, [this] {
        if (m_control.turnExtensions(true)) {
            moveBackends(BackendAction::Start);
        }
    });
    connect(&m_control, &SettingsControl::disabledRead, &m_model, &ExtensionModel::setDisabled);
    connect(&m_window.extensionsPage(),
            &ExtensionsPage::enableOneRequested,
            this,
            [this](const QString &key) {
                if (m_control.enableOne(key)) {
                    m_actions.run(key, BackendAction::Start);
                }
            });
    connect(&m_control, &SettingsControl::extensionsTurned, this, [this](bool on) {
        moveBackends(on ? BackendAction::Start : BackendAction::Stop);
    });
    connect(&m_control, &SettingsControl::openRequested, this, [this] { show({}); });
    connect(&m_control, &SettingsControl::quitRequested, &m_window, &MainWindow::quit);
    connect(&m_systemScheme, &SystemScheme::changed, &m_theme, &Theme::setSystemScheme);
    connect(&m_window, &MainWindow::removeConfirmed, this, &Application::remove);
    connect(&m_window.extensionsPage(),
            &ExtensionsPage::searchEngineRequested,
            &m_engines,
            &EngineSession::search);
    connect(
        &m_install, &InstallFlow::installed, this, [this](const QString &, const QString &title) {
            reload();
            m_window.showToast(ToastStack::Kind::Success,
                               tr("%1 is installed").arg(singleLine(title)));
        });
    connect(&m_engines, &EngineSession::chosen, &m_control, &SettingsControl::setEngine);
    connect(&m_install,
            &InstallFlow::rolledBack,
            this,
            [this](const QString &, const QString &title, const QString &reference) {
                reload();
                m_window.showToast(
                    ToastStack::Kind::Success,
                    tr("%1 is back at %2").arg(singleLine(title), singleLine(reference)));
            });
    connect(&m_install, &InstallFlow::cancelled, this, [this] {
        const bool isBack = m_install.work() == InstallFlow::Work::RollBack;
        m_window.showToast(ToastStack::Kind::Success,
                           isBack ? tr("The way back was cancelled; what is installed stays")
                                  : tr("The install was cancelled; nothing of it is left"));
    });
    connect(&m_install, &InstallFlow::stateChanged, this, &Application::refreshBusy);
    connect(&m_actions, &BackendActions::changed, this, &Application::refreshBusy);
    connect(
        &m_broken, &BrokenInstalls::failed, this, [this](const QString &id, const Error &error) {
            m_window.extensionsPage().showProblem(
                tr("An install or removal of %1 was broken off").arg(singleLine(id)), error);
        });
    connect(&m_window, &MainWindow::closeRequested, this, &Application::close);
    connect(&m_window, &MainWindow::closed, this, [this] {
        if (m_options.screenshot.isEmpty()) {
            m_windowSettings.save(m_window);
        }
        Q_EMIT finished(0, {});
    });
    connect(&m_signals, &UnixSignals::terminated, this, &Application::close);
    connect(&m_screenshot, &ScreenshotRun::finished, this, [this](const QStringList &problems) {
        Q_EMIT finished(problems.isEmpty() ? 0 : 1, problems);
    });
}

void Application::reload()
{
    const std::vector<ExtensionRow> before = m_model.rows();
    m_model.setExtensions(m_store.list());
    m_import.refresh();
    m_model.setFormers([this](const extensions::InstalledExtension &extension) {
        const auto former = m_store.previous(extension.id);
        return former ? std::optional(*former) : std::nullopt;
    });
    for (const ExtensionRow &row : before) {
        if (m_model.find(row.key()) == nullptr) {
            forget(row.extension);
        }
    }
}

void Application::show(const Options &asked)
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
    if (asked.theme) {
        m_theme.setPreference(*asked.theme);
    }
    if (!asked.engine.isEmpty()) {
        const auto address = engine::EngineAddress::parse(asked.engine);
        if (address) {
            m_engines.use(address->toString());
        } else {
            m_window.extensionsPage().showProblem(tr("The engine stays as it is"), address.error());
        }
    }
    openRequested(asked);
}

void Application::openRequested(const Options &asked)
{
    if (asked.link && asked.link->place == DeepLink::Place::Install) {
        offerInstall(*asked.link);
    } else if (asked.link && asked.link->place == DeepLink::Place::Tab) {
        openTab(asked.link->extension, asked.link->query);
    } else if (!asked.extension.isEmpty()) {
        openTab(asked.extension, {});
    }
}

void Application::openTab(const QString &key, const QString &query)
{
    Error problem;
    const auto extension = m_store.find(key);
    if (!extension) {
        problem = extension.error();
    } else if (!extension->manifest.tab) {
        problem = {ErrorCode::NotFound,
                   QStringLiteral("\"%1\" has no page to open.").arg(extension->name)};
    } else {
        m_window.open(extension->id.value(), query);
        return;
    }
    if (m_options.screenshot.isEmpty()) {
        m_window.open({});
        m_window.extensionsPage().showProblem(tr("%1 could not be opened").arg(singleLine(key)),
                                              problem);
    } else {
        Q_EMIT finished(1, {problem.message, problem.detail});
    }
}

void Application::offerInstall(const DeepLink &link)
{
    m_window.open({});
    const QString reference =
        link.tag.isEmpty() ? link.extension : link.extension + QLatin1Char(':') + link.tag;
    const auto installed = m_store.find(link.extension);
    if (installed && (link.tag.isEmpty() || installed->reference == reference)) {
        m_window.showToast(
            ToastStack::Kind::Success,
            tr("%1 is installed already").arg(singleLine(installed->displayTitle())));
        return;
    }
    // It asks; a link installs nothing.
    m_install.request({.kind = extensions::ExtensionSource::Kind::Reference,
                       .location = reference,
                       .tag = {},
                       .buildArguments = {}});
}

void Application::remove(const QString &key)
{
    const ExtensionRow *row = m_model.find(key);
    if (row == nullptr) {
        return;
    }
    const QString title = singleLine(row->extension.displayTitle());
    m_window.open({});
    m_window.extensionsPage().setBusy(key, true);
    ++m_removals;
    refreshBusy();
    const auto done = [this, key, title](const Result<void> &result) {
        m_window.extensionsPage().setBusy(key, false);
        reload();
        if (result) {
            m_window.showToast(ToastStack::Kind::Success, tr("%1 was removed").arg(title));
        } else {
            m_window.extensionsPage().showProblem(tr("%1 could not be removed").arg(title),
                                                  result.error());
        }
        --m_removals;
        refreshBusy();
    };
    // Not before: where it is refused, what the page has stored must stay open.
    const auto begun = [self = QPointer(this), extension = row->extension] {
        if (self) {
            self->forget(extension);
        }
    };
    const auto connected = [this, key, begun, done](const Result<const engine::Engine *> &engine) {
        if (engine) {
            QCoro::connect(removeFrom(*engine, &m_store, key, begun), this, done);
        } else {
            done(tl::unexpected<Error>(engine.error()));
        }
    };
    QCoro::connect(m_engines.engineFor(row->extension.engine), this, connected);
}

void Application::forget(const extensions::InstalledExtension &extension)
{
    const ExtensionTab *tab = m_window.currentTab();
    if (tab != nullptr && tab->key() == extension.id.value()) {
        m_window.open({}); // its page must not outlive its profile
    }
    if (webview::ExtensionViewFactory *factory = m_plugin.loaded()) {
        factory->forget(extension);
    }
}

void Application::close()
{
    m_isClosing = true;
    m_actions.hurry();
    if (m_install.isBusy()) {
        // It takes back what it did; its end comes to refreshBusy().
        m_install.cancel();
    } else if (m_removals == 0 && !m_actions.isBusy()) {
        m_window.quit();
    }
}

void Application::moveBackends(BackendAction action)
{
    for (const ExtensionRow &row : m_model.rows()) {
        const bool isKept = action == BackendAction::Start && row.isDisabled;
        if (row.backend.kind != BackendStatus::Kind::None && !isKept) {
            m_actions.run(row.key(), action);
        }
    }
}

void Application::refreshBusy()
{
    const bool isBusy = m_install.isBusy() || m_removals > 0 || m_actions.isBusy();
    m_window.setBusy(isBusy);
    if (m_isClosing && !isBusy) {
        m_window.quit();
    }
}

} // namespace pierhead::desktop
