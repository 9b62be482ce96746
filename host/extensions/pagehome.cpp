#include "pagehome.h"

#include "installrecord.h"

#include <host/settings/settings.h>

#include <QDir>

namespace pierhead::extensions {

namespace {

const QString shownVersion = QStringLiteral("shown");

Result<> linkTo(const QString &target, const QString &link)
{
    if (!QFile::link(target, link)) {
        return failure(ErrorCode::Io,
                       Text::english("Making the link %1 failed. Look whether the disk is full and "
                                     "the folder may be written to.")
                           .arg(link));
    }
    return {};
}

/// The user may have turned on what a policy has off.
Result<> takeSwitch(const Paths &from, const Paths &to)
{
    const settings::SettingValues values = settings::Settings(from).values();
    return settings::Settings(to).change([&values](settings::SettingValues &target) {
        target.extensionsEnabled = values.extensionsEnabled;
    });
}

} // namespace

Result<>
makePageHome(const QString &home, const InstalledExtension &extension, const ExtensionStore &own)
{
    const ExtensionStore store({home + QStringLiteral("/data"),
                                home + QStringLiteral("/cache"),
                                home + QStringLiteral("/run")});
    const QString folder = store.folder(extension.id);
    const QString versions = folder + QStringLiteral("/versions");
    if (!QDir().mkpath(versions)) {
        return failure(ErrorCode::Io,
                       Text::english("Making the folder %1 failed. Look whether the disk is full "
                                     "and the folder above may be written to.")
                           .arg(versions));
    }
    if (Result<> linked = linkTo(extension.version, versions + QLatin1Char('/') + shownVersion);
        !linked) {
        return linked;
    }
    // A secret that the page keeps is deleted with the extension.
    const QString secrets = QStringLiteral("/secrets.json");
    if (Result<> linked = linkTo(own.folder(extension.id) + secrets, folder + secrets); !linked) {
        return linked;
    }
    if (Result<> taken = takeSwitch(own.paths(), store.paths()); !taken) {
        return taken;
    }
    InstallRecord record = InstallRecord::from(extension);
    record.version = shownVersion;
    return record.write(folder);
}

} // namespace pierhead::extensions
