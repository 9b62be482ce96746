#pragma once

#include "mainwindow.h"
#include "settingsdialog.h"
#include "trayicon.h"

namespace pierhead::desktop {

/// What the user has set, and what follows from it in this program: the theme, whether extensions
/// are on, the tray, and the start at login. The file is the truth; the command line changes it
/// too.
class SettingsControl final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsControl)

public:
    SettingsControl(const settings::Settings &settings,
                    Theme &theme,
                    const EngineSession &engines,
                    MainWindow &window,
                    QObject *parent = nullptr);

    /// Takes over what the file says now.
    void refresh();
    void showDialog();
    /// Into the tray without a window; false where the desktop has no tray. There it stays until
    /// the program ends, whatever the settings say.
    [[nodiscard]] bool startInTray();

    void setEngine(const QString &key);
    void setTheme(Theme::Preference preference);
    /// Whether it came about.
    bool turnExtensions(bool on);
    /// The same for one that is disabled by itself.
    bool enableOne(const QString &key);
    /// Whose backends have a change of the limits from their next start only; perhaps none.
    void showLaterLimits(const QStringList &titles);
    void showLimitsProblem(const QString &title, const Error &error);

Q_SIGNALS:
    /// The user turned them on or off here; the backends are to follow.
    void extensionsTurned(bool on);
    /// After each refresh(): the ids of those that are disabled by themselves.
    void disabledRead(const QStringList &ids);
    /// In the tray.
    void openRequested();
    void quitRequested();

private:
    [[nodiscard]] bool change(const std::function<void(settings::SettingValues &)> &change);
    void turnAutostart(bool on);
    void turnTray(bool on);
    /// A window that is in the tray alone comes back when that goes.
    void followTray();
    void setLanguage(const QString &code);
    void setLimits(const settings::BackendLimits &limits);
    /// In the dialog where it is open, else on the page.
    void showProblem(const QString &title, const Error &error);
    [[nodiscard]] SettingsDialog::State state() const;

    const settings::Settings &m_settings;
    Theme &m_theme;
    const EngineSession &m_engines;
    MainWindow &m_window;
    policy::ExtensionSwitch m_switch;
    TrayIcon m_tray;
    QPointer<SettingsDialog> m_dialog;
    bool m_startedInTray = false;
};

} // namespace pierhead::desktop
