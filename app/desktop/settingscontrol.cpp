#include "settingscontrol.h"

#include "autostart.h"
#include "dialogheight.h"

namespace pierhead::desktop {

SettingsControl::SettingsControl(const settings::Settings &settings,
                                 Theme &theme,
                                 const EngineSession &engines,
                                 MainWindow &window,
                                 QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_theme(theme)
    , m_engines(engines)
    , m_window(window)
{
    connect(&m_tray, &TrayIcon::possibleChanged, this, &SettingsControl::followTray);
    connect(&m_tray, &TrayIcon::openRequested, this, &SettingsControl::openRequested);
    connect(&m_tray, &TrayIcon::quitRequested, this, &SettingsControl::quitRequested);
    connect(&window, &MainWindow::settingsRequested, this, &SettingsControl::showDialog);
    connect(&window, &MainWindow::themeChosen, this, &SettingsControl::setTheme);
    connect(&engines, &EngineSession::changed, this, [this] {
        if (m_dialog) {
            m_dialog->setState(state());
        }
    });
}

void SettingsControl::refresh()
{
    const auto read = policy::ExtensionSwitch::read(policy::Policy::ofThisMachine(), m_settings);
    if (read) {
        m_switch = *read;
        m_window.setSwitch(m_switch);
    } else {
        m_switch.isOn = false;
        showProblem(tr("Extensions cannot be used"), read.error());
    }
    Q_EMIT disabledRead(m_switch.disabled);
    const bool staysInTray = m_settings.values().staysInTray && TrayIcon::isPossible();
    m_tray.setShown(staysInTray || m_startedInTray);
    m_window.setHidesOnClose(staysInTray);
    if (m_dialog) {
        m_dialog->setState(state());
    }
}

void SettingsControl::showDialog()
{
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    m_dialog = new SettingsDialog(state(), &m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &SettingsDialog::themeChosen, this, &SettingsControl::setTheme);
    connect(m_dialog, &SettingsDialog::languageChosen, this, &SettingsControl::setLanguage);
    connect(m_dialog, &SettingsDialog::extensionsTurned, this, [this](bool on) {
        if (turnExtensions(on)) {
            Q_EMIT extensionsTurned(on);
        }
    });
    connect(m_dialog, &SettingsDialog::autostartTurned, this, &SettingsControl::turnAutostart);
    connect(m_dialog, &SettingsDialog::trayTurned, this, &SettingsControl::turnTray);
    connect(m_dialog, &SettingsDialog::limitsChanged, this, &SettingsControl::setLimits);
    connect(m_dialog, &SettingsDialog::engineRequested, this, [this] {
        m_dialog->close();
        m_window.showEngines();
    });
    m_dialog->open();
    growToItsTexts(*m_dialog);
}

bool SettingsControl::startInTray()
{
    m_startedInTray = TrayIcon::isPossible();
    m_tray.setShown(m_startedInTray || m_tray.isShown());
    return m_startedInTray;
}

void SettingsControl::setEngine(const QString &key)
{
    static_cast<void>(change([key](settings::SettingValues &values) { values.engine = key; }));
}

void SettingsControl::setTheme(Theme::Preference preference)
{
    // Also where it cannot be kept: this run has it.
    static_cast<void>(
        change([preference](settings::SettingValues &values) { values.theme = preference; }));
    m_theme.setPreference(preference);
    refresh();
}

bool SettingsControl::turnExtensions(bool on)
{
    const bool changed =
        change([on](settings::SettingValues &values) { values.extensionsEnabled = on; });
    refresh();
    return changed && m_switch.isOn == on;
}

bool SettingsControl::enableOne(const QString &key)
{
    const bool changed =
        change([key](settings::SettingValues &values) { values.disabled.removeAll(key); });
    refresh();
    return changed && m_switch.allows(key);
}

void SettingsControl::showLaterLimits(const QStringList &titles)
{
    if (m_dialog) {
        m_dialog->showLaterLimits(titles);
    } else if (!titles.isEmpty()) {
        m_window.showToast(ToastStack::Kind::Warning, laterLimitsText(titles));
    }
}

void SettingsControl::showLimitsProblem(const QString &title, const Error &error)
{
    showProblem(tr("The backend of %1 has the limits from its next start only").arg(title), error);
}

void SettingsControl::turnAutostart(bool on)
{
    if (const Result<> turned = setAutostarted(on); !turned) {
        showProblem(tr("The start at login stays as it was"), turned.error());
    }
    refresh();
}

void SettingsControl::turnTray(bool on)
{
    static_cast<void>(change([on](settings::SettingValues &values) { values.staysInTray = on; }));
    refresh();
}

void SettingsControl::followTray()
{
    refresh();
    if (!m_tray.isShown() && !m_window.isVisible()) {
        Q_EMIT openRequested();
    }
}

void SettingsControl::setLanguage(const QString &code)
{
    static_cast<void>(change([code](settings::SettingValues &values) { values.language = code; }));
    refresh();
}

void SettingsControl::setLimits(const settings::BackendLimits &limits)
{
    static_cast<void>(
        change([limits](settings::SettingValues &values) { values.limits = limits; }));
    refresh();
}

bool SettingsControl::change(const std::function<void(settings::SettingValues &)> &change)
{
    const Result<> changed = m_settings.change(change);
    if (!changed) {
        showProblem(tr("The settings stay as they were"), changed.error());
    }
    return changed.has_value();
}

void SettingsControl::showProblem(const QString &title, const Error &error)
{
    if (m_dialog) {
        m_dialog->showProblem(title + QStringLiteral(". ") + error.localMessage);
    } else {
        m_window.extensionsPage().showProblem(title, error);
    }
}

SettingsDialog::State SettingsControl::state() const
{
    const EngineStatus &engine = m_engines.status();
    SettingsDialog::State state;
    state.values = m_settings.values();
    state.values.theme = m_theme.preference();
    state.extensions = m_switch;
    state.engine = engine.name.isEmpty()
        ? tr("None was found")
        : tr("%1 %2 at %3").arg(engine.name, engine.version, engine.address);
    state.isAutostarted = isAutostarted();
    state.isTrayPossible = TrayIcon::isPossible();
    return state;
}

} // namespace pierhead::desktop
