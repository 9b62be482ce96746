#include "extensionlisting.h"

#include <QFileInfo>

#include <algorithm>

namespace pierhead::cli {

namespace {

enum class VmState {
    None,
    Unknown,
    Stopped,
    Running,
};

VmState vmState(const ListedExtension &listed)
{
    if (!listed.extension.manifest.backend) {
        return VmState::None;
    }
    if (!listed.backend) {
        return VmState::Unknown;
    }
    return listed.backend->running > 0 ? VmState::Running : VmState::Stopped;
}

const char *wireName(VmState state)
{
    switch (state) {
    case VmState::None:
        return "none";
    case VmState::Unknown:
        return "unknown";
    case VmState::Stopped:
        return "stopped";
    case VmState::Running:
        return "running";
    }
    Q_UNREACHABLE();
}

QString vmCell(const ListedExtension &listed)
{
    switch (vmState(listed)) {
    case VmState::None:
        return QStringLiteral("-");
    case VmState::Unknown:
        return QStringLiteral("Unknown");
    case VmState::Stopped:
        return QStringLiteral("Not started");
    case VmState::Running:
        return QStringLiteral("Running(%1)").arg(listed.backend->running);
    }
    Q_UNREACHABLE();
}

QStringList rowOf(const ListedExtension &listed)
{
    const extensions::InstalledExtension &extension = listed.extension;
    const extensions::Manifest &manifest = extension.manifest;
    return {
        extension.name,
        extension.labels.vendor,
        extension.reference,
        manifest.tab ? QStringLiteral("1 tab(%1)").arg(manifest.tab->title) : QString(),
        vmCell(listed),
        manifest.hostBinaries.isEmpty()
            ? QString()
            : QStringLiteral("%1 binarie(s)").arg(manifest.hostBinaries.size()),
    };
}

} // namespace

nlohmann::json extensionObject(const ListedExtension &listed)
{
    const extensions::InstalledExtension &extension = listed.extension;
    const extensions::Manifest &manifest = extension.manifest;
    const backend::BackendState backend = listed.backend.value_or(backend::BackendState{});
    QStringList binaries;
    for (const QString &path : manifest.hostBinaries) {
        binaries.append(QFileInfo(path).fileName());
    }
    const QStringList tabs = manifest.tab ? QStringList{manifest.tab->title} : QStringList();
    return {
        {"id", extension.id.value()},
        {"enabled", listed.isEnabled},
        {"name", extension.name},
        {"provider", extension.labels.vendor},
        {"image", extension.reference},
        {"imageId", extension.imageId},
        {"engine", extension.engine},
        {"installedAt", extension.installedAt.toString(Qt::ISODate)},
        {"tabs", tabs},
        {"vm",
         {{"state", wireName(vmState(listed))},
          {"running", backend.running},
          {"total", backend.total}}},
        {"binaries", binaries},
        {"update", listed.update},
    };
}

Listing listingOf(const std::vector<ListedExtension> &extensions)
{
    Listing listing{{QStringLiteral("PLUGIN"),
                     QStringLiteral("PROVIDER"),
                     QStringLiteral("IMAGE"),
                     QStringLiteral("UI"),
                     QStringLiteral("VM"),
                     QStringLiteral("HOST")},
                    {},
                    {}};
    nlohmann::json array = nlohmann::json::array();
    for (const ListedExtension &listed : extensions) {
        listing.rows.append(rowOf(listed));
        array.push_back(extensionObject(listed));
    }
    // Docker Desktop's columns, as long as there is no more to tell.
    const auto addColumn = [&listing, &extensions](const QString &name, const auto &cell) {
        const auto hasCell = [&cell](const ListedExtension &listed) {
            return !cell(listed).isEmpty();
        };
        if (std::none_of(extensions.begin(), extensions.end(), hasCell)) {
            return;
        }
        listing.columns.append(name);
        for (std::size_t row = 0; row < extensions.size(); ++row) {
            listing.rows[static_cast<qsizetype>(row)].append(cell(extensions.at(row)));
        }
    };
    addColumn(QStringLiteral("UPDATE"),
              [](const ListedExtension &listed) { return listed.update; });
    addColumn(QStringLiteral("STATUS"), [](const ListedExtension &listed) {
        return listed.isEnabled ? QString() : QStringLiteral("Disabled");
    });
    listing.json = json::serializePretty(array);
    return listing;
}

} // namespace pierhead::cli
