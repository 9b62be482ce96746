#include "eventlines.h"

namespace pierhead::cli {

using extensions::InstallEvent;

std::optional<QString> lineFor(const InstallEvent &event)
{
    switch (event.step) {
    case InstallEvent::Step::Pulling:
        return QStringLiteral("Image not available locally, pulling %1...").arg(event.subject);
    case InstallEvent::Step::Loading:
        return QStringLiteral("Loading image archive %1...").arg(event.subject);
    case InstallEvent::Step::Building:
        return QStringLiteral("Building image from %1...").arg(event.subject);
    case InstallEvent::Step::Refreshing:
        return QStringLiteral("Looking for a newer %1...").arg(event.subject);
    case InstallEvent::Step::NotRefreshed:
        return QStringLiteral("The engine's own %1 is taken: %2").arg(event.subject, event.message);
    case InstallEvent::Step::Installing:
        return QStringLiteral("Installing new extension \"%1\" with %2 ...")
            .arg(event.subject, event.message);
    case InstallEvent::Step::Extracting:
        return std::nullopt;
    case InstallEvent::Step::InstallingService:
        return QStringLiteral("Installing service in Desktop VM...");
    case InstallEvent::Step::SettingComposeAttributes:
        return QStringLiteral("Setting additional compose attributes");
    case InstallEvent::Step::ServiceStarted:
        return QStringLiteral("VM service started");
    case InstallEvent::Step::CheckingPage:
        return QStringLiteral("Looking whether the new page \"%1\" loads...").arg(event.subject);
    case InstallEvent::Step::InstallingHostBinary:
        return QStringLiteral("Installing Desktop extension binary \"%1\" on host...")
            .arg(event.subject);
    case InstallEvent::Step::HostBinaryInstalled:
        return QStringLiteral("Desktop extension binary \"%1\" installed").arg(event.subject);
    case InstallEvent::Step::InstallingTab:
        return QStringLiteral("Installing Desktop extension UI for tab \"%1\"...")
            .arg(event.subject);
    case InstallEvent::Step::TabAdded:
        return QStringLiteral("Extension UI tab \"%1\" added.").arg(event.subject);
    case InstallEvent::Step::Installed:
        return QStringLiteral("Extension \"%1\" installed successfully").arg(event.subject);
    case InstallEvent::Step::UpToDate:
        return QStringLiteral("Extension \"%1\" is up to date: %2 is the image that is installed")
            .arg(event.subject, event.message);
    case InstallEvent::Step::RollingBack:
        return QStringLiteral("Rolling extension \"%1\" back to %2...")
            .arg(event.subject, event.message);
    case InstallEvent::Step::RolledBack:
        return QStringLiteral("Extension \"%1\" rolled back to %2")
            .arg(event.subject, event.message);
    case InstallEvent::Step::Removing:
        return QStringLiteral("Removing extension %1...").arg(event.subject);
    case InstallEvent::Step::RemovingService:
        return QStringLiteral("Removing extension VM service...");
    case InstallEvent::Step::ServiceRemoved:
        return QStringLiteral("Extension removed from Desktop VM");
    case InstallEvent::Step::TabRemoved:
        return QStringLiteral("Extension UI tab %1 removed").arg(event.subject);
    case InstallEvent::Step::Removed:
        return QStringLiteral("Extension \"%1\" removed").arg(event.subject);
    }
    Q_UNREACHABLE();
}

bool isTransfer(InstallEvent::Step step)
{
    return step == InstallEvent::Step::Pulling || step == InstallEvent::Step::Loading
        || step == InstallEvent::Step::Building || step == InstallEvent::Step::Refreshing;
}

} // namespace pierhead::cli
