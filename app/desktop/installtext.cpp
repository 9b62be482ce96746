#include "installtext.h"

#include "displaytext.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace pierhead::desktop {

namespace {

using extensions::ExtensionSource;
using Step = extensions::InstallEvent::Step;

QString tr(const char *text)
{
    return QCoreApplication::translate("InstallText", text);
}

} // namespace

InstallPhase phaseOf(Step step)
{
    switch (step) {
    case Step::Pulling:
    case Step::Loading:
    case Step::Building:
    case Step::Refreshing:
    case Step::NotRefreshed:
        return InstallPhase::Fetch;
    case Step::InstallingService:
    case Step::SettingComposeAttributes:
    case Step::ServiceStarted:
        return InstallPhase::Backend;
    case Step::CheckingPage:
    case Step::InstallingTab:
    case Step::TabAdded:
    case Step::Installed:
        return InstallPhase::Page;
    case Step::RollingBack:
        return InstallPhase::Backend;
    default:
        return InstallPhase::Read;
    }
}

QString phaseText(InstallPhase phase, ExtensionSource::Kind kind)
{
    switch (phase) {
    case InstallPhase::Fetch:
        switch (kind) {
        case ExtensionSource::Kind::Archive:
            return tr("Load the archive");
        case ExtensionSource::Kind::Folder:
            return tr("Build the image");
        case ExtensionSource::Kind::Reference:
            return tr("Get the image");
        }
        break;
    case InstallPhase::Read:
        return tr("Read the extension");
    case InstallPhase::Backend:
        return tr("Start the backend");
    case InstallPhase::Page:
        return tr("Add the tab");
    }
    return {};
}

QString logLine(const extensions::InstallEvent &event)
{
    switch (event.step) {
    case Step::Pulling:
    case Step::Loading:
    case Step::Building:
    case Step::Refreshing:
    case Step::NotRefreshed:
        return singleLine(event.message);
    case Step::Installing:
        return tr("Installing \"%1\" from %2")
            .arg(singleLine(event.subject), singleLine(event.message));
    case Step::Extracting:
        return tr("Taking metadata and files out of %1").arg(singleLine(event.subject));
    case Step::InstallingService:
        return tr("Installing the backend");
    case Step::ServiceStarted:
        return tr("Backend started");
    case Step::CheckingPage:
        return tr("Looking whether the new page loads");
    case Step::RollingBack:
        return tr("Putting %1 back").arg(singleLine(event.message));
    case Step::InstallingTab:
        return tr("Adding the tab \"%1\"").arg(singleLine(event.subject));
    case Step::Installed:
        return tr("Installed \"%1\"").arg(singleLine(event.subject));
    default:
        return {};
    }
}

QString sourceText(const ExtensionSource &source)
{
    const QString name = singleLine(QFileInfo(source.location).fileName());
    switch (source.kind) {
    case ExtensionSource::Kind::Archive:
        return tr("the image archive %1").arg(name);
    case ExtensionSource::Kind::Folder:
        return tr("the folder %1, whose Dockerfile is built").arg(name);
    case ExtensionSource::Kind::Reference:
        return tr("the image %1").arg(singleLine(source.location));
    }
    return {};
}

QString differenceText(const extensions::AccessDifference &difference)
{
    QStringList lines;
    for (const QString &request : difference.added) {
        lines.append(QStringLiteral("+  ") + singleLine(request));
    }
    for (const QString &request : difference.removed) {
        lines.append(QStringLiteral("−  ") + singleLine(request));
    }
    return lines.join(QLatin1Char('\n'));
}

QStringList permissionTexts()
{
    return {
        tr("run a backend container, and commands in it"),
        tr("use the container engine: images, containers, volumes and the files they mount"),
        tr("run programs on this machine that it brings with it"),
        tr("connect to remote addresses"),
        tr("ask you for files and folders"),
        tr("open web pages in your browser"),
    };
}

} // namespace pierhead::desktop
