#include "extensionfiles.h"

#include "composefiles.h"

#include <host/base/faultpoint.h>

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <optional>

namespace pierhead::extensions {

namespace {

constexpr qint64 mebibyte = 1024LL * 1024;
constexpr archive::TarLimits metadataLimits{.bytes = mebibyte, .entries = 1};
constexpr archive::TarLimits iconLimits{.bytes = 8 * mebibyte, .entries = 1};
constexpr archive::TarLimits fileLimits{.bytes = 2048 * mebibyte, .entries = 1};

/// One thing that metadata.json names.
struct Part
{
    QString where; ///< its JSON path
    QString path;  ///< in the image, without a leading slash
    QString target;
    bool isFolder = false;
    archive::TarLimits limits;
};

QString baseName(const QString &path)
{
    return QFileInfo(QDir::cleanPath(path)).fileName();
}

std::vector<Part> partsOf(const Manifest &manifest, const QString &folder)
{
    std::vector<Part> parts;
    const auto target = [&folder](const char *place, const QString &path) {
        return folder + QLatin1String(place) + baseName(path);
    };
    if (!manifest.icon.isEmpty()) {
        parts.push_back({QStringLiteral("/icon"),
                         manifest.icon,
                         target("/icon/", manifest.icon),
                         false,
                         iconLimits});
    }
    if (manifest.tab) {
        parts.push_back({QStringLiteral("/ui/dashboard-tab/root"),
                         manifest.tab->root,
                         target("/ui/", manifest.tab->root),
                         true,
                         archive::TarLimits{}});
    }
    for (const QString &binary : manifest.hostBinaries) {
        parts.push_back({QStringLiteral("/host/binaries"),
                         binary,
                         target("/host/", binary),
                         false,
                         fileLimits});
    }
    return parts;
}

/// What is wrong with the part before the image is asked; empty where nothing is.
Text nameFault(const Part &part, QSet<QString> *targets)
{
    const QString clean = QDir::cleanPath(part.path);
    if (clean == QLatin1String("..") || clean.startsWith(QLatin1String("../"))) {
        return Text::english("\"%1\" leads out of the image").arg(part.path);
    }
    if (baseName(part.path).isEmpty() || clean == QLatin1String(".")) {
        return Text::english("\"%1\" is the whole image; name a folder or file in it")
            .arg(part.path);
    }
    if (targets->contains(part.target)) {
        return Text::english("\"%1\" has the same base name as another one").arg(part.path);
    }
    targets->insert(part.target);
    return {};
}

/// What is wrong with what was copied; empty where nothing is.
Text kindFault(const Part &part)
{
    const QFileInfo info(part.target);
    if (part.isFolder && !info.isDir()) {
        return Text::english("\"%1\" is a file in the image, where a folder is expected")
            .arg(part.path);
    }
    if (!part.isFolder && !info.isFile()) {
        return Text::english("\"%1\" is a folder in the image, where a file is expected")
            .arg(part.path);
    }
    return {};
}

/// Whether the entry page is in the copied folder, and not by a link out of it.
std::vector<Fault> entryPageFaults(const Manifest &manifest, const QString &folder)
{
    if (!manifest.tab) {
        return {};
    }
    const QString root = QFileInfo(folder + QStringLiteral("/ui/") + baseName(manifest.tab->root))
                             .canonicalFilePath();
    const QString page =
        manifest.tab->src.section(QLatin1Char('#'), 0, 0).section(QLatin1Char('?'), 0, 0);
    const QFileInfo file(root + QLatin1Char('/') + page);
    if (root.isEmpty()
        || (file.isFile() && file.canonicalFilePath().startsWith(root + QLatin1Char('/')))) {
        return {}; // without a root, that is the fault to tell
    }
    return {
        {Fault::Severity::Error,
         QStringLiteral("/ui/dashboard-tab/src"),
         Text::english(R"("%1" is no file in "%2")").arg(manifest.tab->src, manifest.tab->root)}};
}

void makeExecutable(const QString &file)
{
    QFile::setPermissions(file,
                          QFile::permissions(file) | QFile::ExeOwner | QFile::ExeUser
                              | QFile::ExeGroup | QFile::ExeOther);
}

} // namespace

Task<Result<QByteArray>> copyMetadata(ImageFiles files, QString folder, StopToken stop)
{
    const QString name = QStringLiteral("metadata.json");
    const QString target = folder + QLatin1Char('/') + name;
    const Result<void> copied = co_await files.copy(name, target, metadataLimits, stop);
    if (!copied && copied.error().code == ErrorCode::NotFound) {
        co_return failure(
            ErrorCode::InvalidImage,
            Text::english("The image is no extension: there is no metadata.json at its root."));
    }
    if (!copied) {
        co_return tl::unexpected<Error>(copied.error());
    }
    QFile file(target);
    if (!file.open(QIODevice::ReadOnly)) {
        co_return failure(ErrorCode::InvalidImage,
                          Text::english("The image is no extension: metadata.json at its root is "
                                        "no file that can be read."));
    }
    co_return file.readAll();
}

Task<Result<std::vector<Fault>>>
copyExtensionFiles(ImageFiles files, Manifest manifest, QString folder, StopToken stop)
{
    const std::vector<Part> parts = partsOf(manifest, folder);
    std::vector<Text> found;
    std::vector<std::optional<Task<Result<void>>>> copies;
    QSet<QString> targets;
    // All at once, because an engine needs a good while to begin with each.
    for (const Part &part : parts) {
        found.push_back(nameFault(part, &targets));
        copies.emplace_back();
        if (found.back().isEmpty()) {
            QDir().mkpath(QFileInfo(part.target).path());
            copies.back().emplace(files.copy(part.path, part.target, part.limits, stop));
        }
    }
    // Every one to its end: none may write any more when the folder is taken away.
    std::vector<Fault> faults;
    std::optional<Error> error;
    for (std::size_t index = 0; index < parts.size(); ++index) {
        const Part &part = parts[index];
        Text fault = found[index];
        if (copies[index]) {
            const Result<void> copied = co_await std::move(*copies[index]);
            if (copied) {
                fault = kindFault(part);
            } else if (copied.error().code == ErrorCode::NotFound
                       || copied.error().code == ErrorCode::InvalidImage) {
                fault = copied.error().text();
            } else {
                error = error.value_or(copied.error());
                continue;
            }
        }
        faultPoint(qPrintable(part.where));
        if (!fault.isEmpty()) {
            faults.emplace_back(Fault::Severity::Error, part.where, fault);
        } else if (part.where == QLatin1String("/host/binaries")) {
            makeExecutable(part.target);
        }
    }
    if (error) {
        co_return tl::unexpected<Error>(*error);
    }
    for (Fault &fault : entryPageFaults(manifest, folder)) {
        faults.push_back(std::move(fault));
    }
    if (manifest.backend && !manifest.backend->composeFile.isEmpty()) {
        const QString target = folder + QStringLiteral("/vm");
        PIERHEAD_CO_TRY(
            composeFaults,
            co_await copyComposeFiles(files, manifest.backend->composeFile, target, stop));
        faults.insert(faults.end(), composeFaults.cbegin(), composeFaults.cend());
    }
    co_return faults;
}

} // namespace pierhead::extensions
