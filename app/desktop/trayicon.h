#pragma once

#include <QMenu>
#include <QSystemTrayIcon>
#include <QTimer>

#include <memory>

namespace pierhead::desktop {

/// Pierhead in the desktop's tray, while the user wants it to stay there.
class TrayIcon final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrayIcon)

public:
    explicit TrayIcon(QObject *parent = nullptr);
    ~TrayIcon() override;

    /// Whether the desktop has a tray.
    [[nodiscard]] static bool isPossible();

    /// Shows it, where that is possible, or takes it away; also where there was a tray before.
    void setShown(bool shown);

    [[nodiscard]] bool isShown() const { return m_icon != nullptr; }

Q_SIGNALS:
    /// The desktop's tray came, or went and did not come back at once, as it does when a panel is
    /// restarted. Of a tray on D-Bus, which all desktops of today have.
    void possibleChanged();
    void openRequested();
    void quitRequested();

private:
    QTimer m_settling;
    std::unique_ptr<QMenu> m_menu;
    std::unique_ptr<QSystemTrayIcon> m_icon;
};

} // namespace pierhead::desktop
