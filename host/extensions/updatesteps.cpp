#include "updatesteps.h"

#include "installedbackend.h"

#include <QFileInfo>

#include <algorithm>

namespace pierhead::extensions {

namespace {

/// What metadata.json names, where the install put it.
QStringList namedPaths(const InstalledExtension &extension)
{
    QStringList paths{extension.iconPath(), extension.uiRoot(), extension.composeFile()};
    for (const QString &binary : extension.manifest.hostBinaries) {
        paths.append(extension.version + QStringLiteral("/host/") + QFileInfo(binary).fileName());
    }
    paths.removeAll(QString());
    return paths;
}

} // namespace

Task<Result<bool>> isUpToDate(SharedInstallation now, SourceImage image)
{
    if (now->purpose != Installation::Purpose::Update || image.info.id != now->former->imageId) {
        co_return false;
    }
    const QStringList paths = namedPaths(*now->former);
    const bool isWhole = std::all_of(
        paths.begin(), paths.end(), [](const QString &path) { return QFileInfo::exists(path); });
    if (!isWhole) {
        co_return false;
    }
    co_return co_await hasItsContainers(now->client, *now->former, now->stop);
}

Task<Result<void>> agreeToUpdate(SharedInstallation now)
{
    if (!now->former || !now->agree) {
        co_return Result<void>{};
    }
    const UpdateQuestion question{.name = now->former->name,
                                  .formerReference = now->former->reference,
                                  .reference = now->extension->reference,
                                  .difference =
                                      differenceBetween(RequestedAccess::of(*now->former),
                                                        RequestedAccess::of(*now->extension))};
    Task<Result<bool>> asked = now->agree(question);
    PIERHEAD_CO_TRY(isAgreed, co_await std::move(asked));
    if (!isAgreed) {
        co_return cancelled(Text::english("Updating \"%1\" to %2, which was not agreed to,")
                                .arg(question.name, question.reference));
    }
    co_return Result<void>{};
}

Task<Result<void>> checkNewPage(SharedInstallation now)
{
    const std::optional<DashboardTab> tab = now->extension->manifest.tab;
    const bool isOther = now->former && now->former->imageId != now->extension->imageId;
    if (!isOther || !tab || !now->checkPage) {
        co_return Result<void>{};
    }
    now->tell(InstallEvent::Step::CheckingPage, tab->title);
    Task<Result<void>> checked = now->checkPage(*now->extension, now->stop);
    co_return co_await std::move(checked);
}

} // namespace pierhead::extensions
