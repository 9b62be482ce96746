#include "ocilayout.h"

#include "entrypath.h"
#include "imagearchive.h"
#include "savewriter.h"
#include "tarreader.h"

#include <host/base/json.h>

namespace pierhead::archive {

namespace {

/// Of index.json and of one manifest.
constexpr qint64 largestDocument = 4LL * 1024 * 1024;
/// An index may name indexes; nobody needs more.
constexpr int deepestIndex = 4;

tl::unexpected<Error> unusable(const QString &file, const Text &reason)
{
    return failure(ErrorCode::InvalidImage,
                   Text::english("The OCI layout %1 cannot be loaded: %2.").arg(file, reason));
}

QString pathOf(archive_entry *entry)
{
    return entryPath(QByteArray(archive_entry_pathname(entry))).value_or(QString());
}

/// "sha256:ab…" as the path of its blob; empty where that is no digest.
QString blobPath(const QString &digest)
{
    const QStringList parts = digest.split(QLatin1Char(':'));
    const bool isPlain = parts.size() == 2 && !digest.contains(QLatin1Char('/'))
        && !digest.contains(QLatin1Char('.'));
    return isPlain ? QStringLiteral("blobs/%1/%2").arg(parts.first(), parts.last()) : QString();
}

Result<nlohmann::json> document(const QString &file, const QString &path)
{
    PIERHEAD_TRY(reader, TarReader::open(file, TarReader::Compression::Any));
    while (true) {
        PIERHEAD_TRY(entry, reader.next());
        if (entry == nullptr) {
            return unusable(file, Text::english("it has no \"%1\"").arg(path));
        }
        if (pathOf(entry) == path) {
            PIERHEAD_TRY(text, reader.readAll(largestDocument));
            return json::parse(text);
        }
    }
}

bool isFor(const nlohmann::json &descriptor, const QString &architecture)
{
    if (!descriptor.contains("platform")) {
        return true;
    }
    const nlohmann::json &platform = descriptor.at("platform");
    return json::fieldOr(platform, "architecture", QString()) == architecture
        && json::fieldOr(platform, "os", QString()) == QStringLiteral("linux");
}

/// The image's manifest that `descriptor` leads to.
Result<nlohmann::json>
manifestOf(const QString &file, nlohmann::json descriptor, const QString &architecture)
{
    for (int depth = 0; depth < deepestIndex; ++depth) {
        PIERHEAD_TRY(found,
                     document(file, blobPath(json::fieldOr(descriptor, "digest", QString()))));
        if (!found.contains("manifests")) {
            return found;
        }
        bool isFound = false;
        for (const nlohmann::json &one : found.at("manifests")) {
            if (!isFound && isFor(one, architecture)) {
                descriptor = one;
                isFound = true;
            }
        }
        if (!isFound) {
            return unusable(file, Text::english("it has no image for linux/%1").arg(architecture));
        }
    }
    return unusable(file, Text::english("its indexes name each other"));
}

/// What the descriptor says, or the descriptors of the index that it leads to.
Result<> addPlatforms(const QString &file,
                      const nlohmann::json &descriptor,
                      int depth,
                      QStringList *platforms)
{
    if (descriptor.contains("platform")) {
        const nlohmann::json &platform = descriptor.at("platform");
        const QString name = json::fieldOr(platform, "os", QString()) + QLatin1Char('/')
            + json::fieldOr(platform, "architecture", QString());
        // Builders put notes about an image beside it, for a platform of that name.
        if (!name.contains(QLatin1String("unknown")) && !platforms->contains(name)) {
            platforms->append(name);
        }
        return {};
    }
    const QString type = json::fieldOr(descriptor, "mediaType", QString());
    const bool isIndex = type.contains(QLatin1String("image.index"))
        || type.contains(QLatin1String("manifest.list"));
    if (!isIndex || depth == deepestIndex) {
        return {};
    }
    PIERHEAD_TRY(index, document(file, blobPath(json::fieldOr(descriptor, "digest", QString()))));
    for (const nlohmann::json &one : index.at("manifests")) {
        const Result<> added = addPlatforms(file, one, depth + 1, platforms);
        if (!added) {
            return added;
        }
    }
    return {};
}

/// What `docker save` calls manifest.json.
Result<nlohmann::json> savedManifest(const QString &file, const QString &architecture)
{
    PIERHEAD_TRY(index, document(file, QStringLiteral("index.json")));
    nlohmann::json list = nlohmann::json::array();
    for (const nlohmann::json &descriptor : index.at("manifests")) {
        PIERHEAD_TRY(manifest, manifestOf(file, descriptor, architecture));
        const QString name = nameInLayout(descriptor);
        QStringList layers;
        for (const nlohmann::json &layer : manifest.at("layers")) {
            layers.append(blobPath(json::field<QString>(layer, "digest")));
        }
        list.push_back({{"Config", blobPath(json::field<QString>(manifest.at("config"), "digest"))},
                        {"RepoTags", name.isEmpty() ? QStringList() : QStringList(name)},
                        {"Layers", layers}});
    }
    return list;
}

Result<> copyEntry(TarReader &reader, archive_entry *entry, const QString &path, SaveWriter &target)
{
    Result<> written = target.begin(path, archive_entry_size(entry));
    while (written) {
        PIERHEAD_TRY(block, reader.nextBlock());
        if (!block) {
            break;
        }
        written = target.write(block->data, block->size);
    }
    return written;
}

Result<> copyBlobs(const QString &layout, SaveWriter &target)
{
    PIERHEAD_TRY(reader, TarReader::open(layout, TarReader::Compression::Any));
    while (true) {
        PIERHEAD_TRY(entry, reader.next());
        if (entry == nullptr) {
            return {};
        }
        const QString path = pathOf(entry);
        if (path.startsWith(QLatin1String("blobs/")) && archive_entry_filetype(entry) == AE_IFREG) {
            const Result<> copied = copyEntry(reader, entry, path, target);
            if (!copied) {
                return copied;
            }
        }
    }
}

Result<> writeAll(const QString &layout, const QString &target, const QByteArray &manifest)
{
    PIERHEAD_TRY(writer, SaveWriter::open(target));
    Result<> done = writer.begin(QStringLiteral("manifest.json"), manifest.size());
    if (done) {
        done = writer.write(manifest.constData(), static_cast<std::size_t>(manifest.size()));
    }
    if (done) {
        done = copyBlobs(layout, writer);
    }
    return done ? writer.close() : done;
}

} // namespace

Result<> writeDockerSave(const QString &layout, const QString &target, const QString &architecture)
{
    const Utf8Locale locale;
    try {
        PIERHEAD_TRY(manifest, savedManifest(layout, architecture));
        return writeAll(layout, target, json::serialize(manifest));
    } catch (const nlohmann::json::exception &exception) {
        return unusable(layout, json::describe(exception).message);
    }
}

Result<QStringList> platformsInLayout(const QString &layout)
{
    const Utf8Locale locale;
    try {
        PIERHEAD_TRY(index, document(layout, QStringLiteral("index.json")));
        QStringList platforms;
        for (const nlohmann::json &descriptor : index.at("manifests")) {
            const Result<> added = addPlatforms(layout, descriptor, 0, &platforms);
            if (!added) {
                return tl::unexpected<Error>(added.error());
            }
        }
        return platforms;
    } catch (const nlohmann::json::exception &exception) {
        return unusable(layout, json::describe(exception).message);
    }
}

} // namespace pierhead::archive
