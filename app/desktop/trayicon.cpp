#include "trayicon.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusServiceWatcher>

namespace pierhead::desktop {

namespace {

const QString trayService = QStringLiteral("org.kde.StatusNotifierWatcher");
const QString trayPath = QStringLiteral("/StatusNotifierWatcher");
constexpr std::chrono::milliseconds panelRestart{2000};

} // namespace

TrayIcon::TrayIcon(QObject *parent)
    : QObject(parent)
{
    m_settling.setSingleShot(true);
    m_settling.setInterval(panelRestart);
    connect(&m_settling, &QTimer::timeout, this, &TrayIcon::possibleChanged);
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    auto *watcher =
        new QDBusServiceWatcher(trayService, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher,
            &QDBusServiceWatcher::serviceOwnerChanged,
            &m_settling,
            qOverload<>(&QTimer::start));
    // A watcher stays where the panel that shows its icons goes.
    for (const char *change : {"StatusNotifierHostRegistered", "StatusNotifierHostUnregistered"}) {
        bus.connect(
            trayService, trayPath, trayService, QLatin1String(change), &m_settling, SLOT(start()));
    }
}

TrayIcon::~TrayIcon() = default;

bool TrayIcon::isPossible()
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void TrayIcon::setShown(bool shown)
{
    const bool isWanted = shown && isPossible();
    if (isWanted == isShown()) {
        return;
    }
    if (!isWanted) {
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
