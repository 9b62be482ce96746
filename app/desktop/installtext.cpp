#include "installtext.h"

#include "displaytext.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace pierhead::desktop {

namespace {

using extensions::ExtensionSource;
using Step = extensions::InstallEvent::Step;

class InstallText
{
    Q_DECLARE_TR_FUNCTIONS(InstallText)
};

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
            return InstallText::tr("Load the archive");
        case ExtensionSource::Kind::Folder:
            return InstallText::tr("Build the image");
        case ExtensionSource::Kind::Reference:
            return InstallText::tr("Get the image");
        }
        break;
    case InstallPhase::Read:
        return InstallText::tr("Read the extension");
    case InstallPhase::Backend:
        return InstallText::tr("Start the backend");
    case InstallPhase::Page:
        return InstallText::tr("Add the tab");
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
        return InstallText::tr("Installing \"%1\" from %2")
            .arg(singleLine(event.subject), singleLine(event.message));
    case Step::Extracting:
        return InstallText::tr("Taking metadata and files out of %1")
            .arg(singleLine(event.subject));
    case Step::InstallingService:
        return InstallText::tr("Installing the backend");
    case Step::ServiceStarted:
        return InstallText::tr("Backend started");
    case Step::CheckingPage:
        return InstallText::tr("Looking whether the new page loads");
    case Step::RollingBack:
        return InstallText::tr("Putting %1 back").arg(singleLine(event.message));
    case Step::InstallingTab:
        return InstallText::tr("Adding the tab \"%1\"").arg(singleLine(event.subject));
    case Step::Installed:
        return InstallText::tr("Installed \"%1\"").arg(singleLine(event.subject));
    default:
        return {};
    }
}

QString sourceText(const ExtensionSource &source)
{
    const QString name = singleLine(QFileInfo(source.location).fileName());
    switch (source.kind) {
    case ExtensionSource::Kind::Archive:
        return InstallText::tr("the image archive %1").arg(name);
    case ExtensionSource::Kind::Folder:
        return InstallText::tr("the folder %1, whose Dockerfile is built").arg(name);
    case ExtensionSource::Kind::Reference:
        return InstallText::tr("the image %1").arg(singleLine(source.location));
    }
    return {};
}

QString differenceText(const extensions::AccessDifference &difference)
{
    QStringList lines;
    for (const Text &request : difference.added) {
        lines.append(QStringLiteral("+  ") + singleLine(request.inLocal()));
    }
    for (const Text &request : difference.removed) {
        lines.append(QStringLiteral("−  ") + singleLine(request.inLocal()));
    }
    return lines.join(QLatin1Char('\n'));
}

QStringList permissionTexts()
{
    return {
        InstallText::tr("run a backend container, and commands in it"),
        InstallText::tr(
            "use the container engine: images, containers, volumes and the files they mount"),
        InstallText::tr("run programs on this machine that it brings with it"),
        InstallText::tr("connect to remote addresses"),
        InstallText::tr("ask you for files and folders"),
        InstallText::tr("open web pages in your browser"),
    };
}

} // namespace pierhead::desktop
