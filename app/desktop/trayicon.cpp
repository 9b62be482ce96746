#include "trayicon.h"

#include <QApplication>

namespace pierhead::desktop {

TrayIcon::TrayIcon(QObject *parent)
    : QObject(parent)
{ }

TrayIcon::~TrayIcon() = default;

bool TrayIcon::isPossible()
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void TrayIcon::setShown(bool shown)
{
    if (shown == isShown() || (shown && !isPossible())) {
        return;
    }
    if (!shown) {
        m_icon.reset();
        m_menu.reset();
        return;
    }
    m_menu = std::make_unique<QMenu>();
    connect(m_menu->addAction(tr("Open Pierhead")),
            &QAction::triggered,
            this,
            &TrayIcon::openRequested);
    connect(m_menu->addAction(tr("Quit")), &QAction::triggered, this, &TrayIcon::quitRequested);
    m_icon = std::make_unique<QSystemTrayIcon>(QApplication::windowIcon());
    m_icon->setToolTip(QStringLiteral("Pierhead"));
    m_icon->setContextMenu(m_menu.get());
    connect(m_icon.get(),
            &QSystemTrayIcon::activated,
            this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason != QSystemTrayIcon::Context) {
                    Q_EMIT openRequested();
                }
            });
    m_icon->show();
}

} // namespace pierhead::desktop
