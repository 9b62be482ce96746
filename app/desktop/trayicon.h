#pragma once

#include <QMenu>
#include <QSystemTrayIcon>

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

    /// Shows it, where that is possible, or takes it away.
    void setShown(bool shown);

    [[nodiscard]] bool isShown() const { return m_icon != nullptr; }

Q_SIGNALS:
    void openRequested();
    void quitRequested();

private:
    std::unique_ptr<QMenu> m_menu;
    std::unique_ptr<QSystemTrayIcon> m_icon;
};

} // namespace pierhead::desktop
