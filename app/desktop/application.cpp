#include "application.h"

#include "displaytext.h"

#include <QApplication>
#include <QImageReader>

namespace pierhead::desktop {

namespace {

/// What one picture of an extension may take, in MiB: 4096 x 4096 pixels.
constexpr int imageAllocationLimit = 64;

/// Keeps the installer for as long as it works.
Task<Result<void>>
removeFrom(const engine::Engine *engine, const extensions::ExtensionStore *store, QString key)
{
    const extensions::ExtensionInstaller installer(*engine, *store);
    const extensions::InstallSink sink = [](const extensions::InstallEvent &) {
    };
    co_return co_await installer.remove(std::move(key), sink);
}

} // namespace

Application::Application(Options options, Paths paths, ViewPlugin &plugin)
    : m_options(std::move(options))
    , m_plugin(plugin)
    , m_settings(paths)
    , m_store(paths)
    , m_watcher(m_store)
    , m_engines(m_options.engine, m_settings.engine(), paths)
    , m_choices(m_options.engine, m_engines, m_model)
    , m_install(m_engines, m_store, this)
    , m_actions(m_engines, m_model, m_store)
    , m_window({m_theme, m_model, m_engines, m_choices, m_install, m_actions, plugin})
    , m_backends(m_engines, m_model)
    , m_screenshot(m_window, m_engines, m_model, m_options)
{
    QImageReader::setAllocationLimit(imageAllocationLimit);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/pierhead.svg")));
    m_theme.setPreference(m_options.theme.value_or(m_settings.theme()));
    connectAll();
}

void Application::start()
{
    if (m_options.screenshot.isEmpty()) {
        m_settings.restore(m_window);
    }
    if (m_options.size) {
        m_window.resize(*m_options.size);
    }
    reload();
    m_engines.search();
    m_window.show();
    openRequested();
    if (!m_options.screenshot.isEmpty()) {
        m_screenshot.start();
    }
}

void Application::connectAll()
{
    connect(&m_watcher, &extensions::ExtensionWatcher::changed, this, &Application::reload);
    connect(&m_systemScheme, &SystemScheme::changed, &m_theme, &Theme::setSystemScheme);
    connect(&m_window, &MainWindow::removeConfirmed, this, &Application::remove);
    connect(&m_window, &MainWindow::themeChosen, this, [this](Theme::Preference preference) {
        m_settings.setTheme(preference);
        m_theme.setPreference(preference);
    });
    connect(&m_window.extensionsPage(),
            &ExtensionsPage::searchEngineRequested,
            &m_engines,
            &EngineSession::search);
    connect(
        &m_install, &InstallFlow::installed, this, [this](const QString &, const QString &title) {
            reload();
            m_window.desktop().showToast(bridge::DesktopPort::ToastKind::Success,
                                         tr("%1 is installed").arg(singleLine(title)));
        });
    connect(&m_engines, &EngineSession::chosen, this, [this](const QString &key) {
        m_settings.setEngine(key);
    });
    connect(&m_install, &InstallFlow::cancelled, this, [this] {
        m_window.desktop().showToast(bridge::DesktopPort::ToastKind::Success,
                                     tr("The install was cancelled; nothing of it is left"));
    });
    connect(&m_install, &InstallFlow::stateChanged, this, &Application::refreshBusy);
    connect(&m_actions, &BackendActions::changed, this, &Application::refreshBusy);
    connect(&m_window, &MainWindow::closeRequested, this, &Application::close);
    connect(&m_window, &MainWindow::closed, this, [this] {
        if (m_options.screenshot.isEmpty()) {
            m_settings.save(m_window);
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
    for (const ExtensionRow &row : before) {
        if (m_model.find(row.key()) == nullptr) {
            forget(row.extension);
        }
    }
}

void Application::openRequested()
{
    const QString asked = m_options.link ? m_options.link->extension : m_options.extension;
    if (asked.isEmpty()) {
        return;
    }
    Error problem;
    const auto extension = m_store.find(asked);
    if (!extension) {
        problem = extension.error();
    } else if (!extension->manifest.tab) {
        problem = {ErrorCode::NotFound,
                   QStringLiteral("\"%1\" has no page to open.").arg(extension->name)};
    } else {
        m_window.open(extension->id.value(), m_options.link ? m_options.link->query : QString());
        return;
    }
    if (m_options.screenshot.isEmpty()) {
        m_window.extensionsPage().showProblem(tr("%1 could not be opened").arg(singleLine(asked)),
                                              problem);
    } else {
        Q_EMIT finished(1, {problem.message, problem.detail});
    }
}

void Application::remove(const QString &key)
{
    const ExtensionRow *row = m_model.find(key);
    if (row == nullptr) {
        return;
    }
    const QString title = singleLine(row->extension.displayTitle());
    m_window.open({});
    forget(row->extension);
    m_window.extensionsPage().setBusy(key, true);
    ++m_removals;
    refreshBusy();
    const auto done = [this, key, title](const Result<void> &result) {
        m_window.extensionsPage().setBusy(key, false);
        reload();
        if (result) {
            m_window.desktop().showToast(bridge::DesktopPort::ToastKind::Success,
                                         tr("%1 was removed").arg(title));
        } else {
            m_window.extensionsPage().showProblem(tr("%1 could not be removed").arg(title),
                                                  result.error());
        }
        --m_removals;
        refreshBusy();
    };
    const auto connected = [this, key, done](const Result<const engine::Engine *> &engine) {
        if (engine) {
            QCoro::connect(removeFrom(*engine, &m_store, key), this, done);
        } else {
            done(tl::unexpected<Error>(engine.error()));
        }
    };
    QCoro::connect(m_engines.engineFor(row->extension.engine), this, connected);
}

void Application::forget(const extensions::InstalledExtension &extension)
{
    if (webview::ExtensionViewFactory *factory = m_plugin.loaded()) {
        factory->forget(extension);
    }
}

void Application::close()
{
    m_isClosing = true;
    if (m_install.isBusy()) {
        // It takes back what it did; its end comes to refreshBusy().
        m_install.cancel();
    } else if (m_removals == 0 && !m_actions.isBusy()) {
        m_window.close();
    }
}

void Application::refreshBusy()
{
    const bool isBusy = m_install.isBusy() || m_removals > 0 || m_actions.isBusy();
    m_window.setBusy(isBusy);
    if (m_isClosing && !isBusy) {
        m_window.close();
    }
}

} // namespace pierhead::desktop
