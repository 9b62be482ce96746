#include "desktopextensions.h"

#include "insidefile.h"

#include <host/backend/composefile.h>
#include <host/base/json.h>
#include <host/extensions/imagereference.h>

#include <QDir>

#include <algorithm>

namespace pierhead::desktopimport {

namespace {

using extensions::ExtensionId;
using extensions::ImageReference;

constexpr qint64 mostBytes = qint64(1024) * 1024;
/// Of folders, and of characters in a title.
constexpr qsizetype mostFolders = 1000;
constexpr qsizetype longestTitle = 120;

/// The tab's title, or empty.
Result<QString> titleIn(const QByteArray &metadata)
{
    PIERHEAD_TRY(document, json::parse(metadata));
    if (!document.is_object()) {
        return failure(ErrorCode::InvalidManifest, Text::english("it is no JSON object"));
    }
    static const nlohmann::json::json_pointer place("/ui/dashboard-tab/title");
    if (!document.contains(place) || !document.at(place).is_string()) {
        return QString();
    }
    return json::decode<QString>(document.at(place)).map([](const QString &title) {
        return title.simplified().left(longestTitle);
    });
}

bool isOfSlug(const ImageReference &reference, const QString &slug)
{
    const Result<ExtensionId> id = ExtensionId::parse(reference.repository);
    return id && id->slug() == slug;
}

/// The image of the folder's own name among those of its compose file.
std::optional<ImageReference> composeReference(const QString &folder, const QString &slug)
{
    const QString name = QStringLiteral("docker-compose.yaml");
    const Result<backend::ComposeFile> file =
        readInside(folder, {slug, QStringLiteral("vm"), name}, mostBytes)
            .and_then(backend::ComposeFile::parse);
    if (!file) {
        return std::nullopt; // what is installed comes from the image
    }
    for (const backend::ComposeService &service : file->services) {
        const Result<ImageReference> reference = ImageReference::parse(service.image);
        if (reference && isOfSlug(*reference, slug)) {
            return *reference;
        }
    }
    return std::nullopt;
}

bool isNumber(const QString &text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// The repository whose slug it is. A name of Docker Hub has one slash, after an organization
/// without underscores; of other registries each underscore may have been one.
Result<ImageReference> deducedReference(const QString &slug)
{
    QStringList parts = slug.split(QLatin1Char('_'));
    const QString first = parts.constFirst();
    const bool hasRegistry =
        first.contains(QLatin1Char('.')) || first == QLatin1String("localhost");
    if (!hasRegistry || parts.size() == 1) {
        QString name = slug;
        const qsizetype place = name.indexOf(QLatin1Char('_'));
        return ImageReference::parse(place < 0 ? name : name.replace(place, 1, QLatin1Char('/')));
    }
    if (parts.size() > 2 && isNumber(parts.at(1))) {
        parts[0] = first + QLatin1Char(':') + parts.takeAt(1);
    }
    return ImageReference::parse(parts.join(QLatin1Char('/')));
}

Text sentence(const Text &why)
{
    return why.withoutFullStop() + QStringLiteral(".");
}

DesktopExtension extensionIn(const QString &folder, const QFileInfo &entry)
{
    DesktopExtension extension;
    extension.slug = entry.fileName();
    extension.title = extension.slug;
    if (entry.isSymLink()) {
        extension.problem = Text::english("It is a link to another folder.");
        return extension;
    }
    std::optional<ImageReference> reference = composeReference(folder, extension.slug);
    if (!reference) {
        const Result<ImageReference> deduced = deducedReference(extension.slug);
        extension.isDeduced = deduced.has_value();
        if (deduced) {
            reference = *deduced;
        } else {
            extension.problem = Text::english("The folder does not tell which image it is of.");
        }
    }
    if (reference) {
        extension.id = reference->repository;
        extension.version = reference->tag;
        extension.title = extension.id;
    }
    const Result<QByteArray> metadata =
        readInside(folder, {extension.slug, QStringLiteral("metadata.json")}, mostBytes);
    if (!metadata) {
        extension.problem =
            Text::english("It cannot be used: %1").arg(sentence(metadata.error().text()));
        return extension;
    }
    const Result<QString> title = titleIn(*metadata);
    if (!title) {
        extension.problem = Text::english("Its metadata.json cannot be read: %1")
                                .arg(sentence(title.error().text()));
    } else if (!title->isEmpty()) {
        extension.title = *title;
    }
    return extension;
}

} // namespace

QString DesktopExtension::reference() const
{
    return version.isEmpty() ? id : id + QLatin1Char(':') + version;
}

extensions::ExtensionSource DesktopExtension::source() const
{
    return {.kind = extensions::ExtensionSource::Kind::Reference,
            .location = reference(),
            .tag = {},
            .buildArguments = {}};
}

QString desktopExtensionsFolder()
{
    const QString named = qEnvironmentVariable("PIERHEAD_DOCKER_DESKTOP");
    if (!named.isEmpty()) {
        return named;
    }
#if defined(Q_OS_MACOS)
    return QDir::homePath()
        + QStringLiteral("/Library/Containers/com.docker.docker/Data/extensions");
#else
    return QDir::homePath() + QStringLiteral("/.docker/desktop/extensions");
#endif
}

std::vector<DesktopExtension> desktopExtensions(const QString &folder)
{
    std::vector<DesktopExtension> found;
    const QFileInfoList entries = QDir(folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : entries.mid(0, mostFolders)) {
        found.push_back(extensionIn(folder, entry));
    }
    std::sort(found.begin(), found.end(), [](const auto &left, const auto &right) {
        const int order = left.title.compare(right.title, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : left.slug < right.slug;
    });
    return found;
}

bool isInstalled(const DesktopExtension &extension,
                 const std::vector<extensions::InstalledExtension> &installed)
{
    return std::any_of(installed.begin(), installed.end(), [&extension](const auto &known) {
        return known.id.slug() == extension.slug;
    });
}

std::vector<DesktopExtension> importable(const extensions::ExtensionStore &store)
{
    std::vector<DesktopExtension> found = desktopExtensions(desktopExtensionsFolder());
    const std::vector<extensions::InstalledExtension> installed = store.list();
    std::erase_if(found, [&installed](const DesktopExtension &extension) {
        return !extension.isUsable() || isInstalled(extension, installed);
    });
    return found;
}

} // namespace pierhead::desktopimport
