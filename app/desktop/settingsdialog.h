#pragma once

#include "elidedlabel.h"
#include "theme.h"

#include <host/policy/extensionswitch.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QSpinBox>

namespace pierhead::desktop {

/// What can be set, as it is now. What is changed holds at once; there is nothing to confirm.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// What it begins with.
    struct State
    {
        settings::SettingValues values;
        policy::ExtensionSwitch extensions;
        QString engine; ///< for people
        bool isAutostarted = false;
        bool isTrayPossible = false;
    };

    SettingsDialog(const State &state, QWidget *parent);

    /// What is set, after a change that came about or did not.
    void setState(const State &state);
    /// Until the next change.
    void showProblem(const QString &text);
    /// Under the limits, until they change: laterLimitsText(), or nothing.
    void showLaterLimits(const QStringList &titles);

Q_SIGNALS:
    void themeChosen(pierhead::settings::ThemeChoice theme);
    /// Empty: as the system.
    void languageChosen(const QString &code);
    void extensionsTurned(bool on);
    void autostartTurned(bool on);
    void trayTurned(bool on);
    void limitsChanged(const pierhead::settings::BackendLimits &limits);
    void engineRequested();

private:
    [[nodiscard]] QCheckBox *addSwitch(const QString &name, const QString &text);
    void addLanguage();
    void addLimits();
    [[nodiscard]] QLabel *addNote(const QString &text = {});

    QComboBox *m_theme;
    QComboBox *m_language;
    QSpinBox *m_memory;
    QDoubleSpinBox *m_cpus;
    ElidedLabel *m_engine;
    QCheckBox *m_extensions = nullptr;
    QLabel *m_lock = nullptr;
    QCheckBox *m_autostart = nullptr;
    QCheckBox *m_tray = nullptr;
    QLabel *m_noTray = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_later = nullptr;
};

/// Says that the backends of the extensions with these titles have new limits from their next start
/// only.
[[nodiscard]] QString laterLimitsText(const QStringList &titles);

} // namespace pierhead::desktop
