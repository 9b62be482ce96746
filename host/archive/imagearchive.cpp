#include "imagearchive.h"

#include "entrypath.h"
#include "tarreader.h"

#include <host/base/json.h>

#include <optional>

namespace pierhead::archive {

namespace {

/// Neither list has a size that is known beforehand; both are short.
constexpr qint64 largestList = 4LL * 1024 * 1024;

struct Contents
{
    std::optional<QByteArray> manifest; ///< manifest.json, as `docker save` writes it
    std::optional<QByteArray> index;    ///< index.json, as an OCI layout has it
    bool isCompressed = false;
};

Result<Contents> contentsOf(TarReader &reader)
{
    Contents contents;
    while (true) {
        PIERHEAD_TRY(entry, reader.next());
        if (entry == nullptr) {
            return contents;
        }
        contents.isCompressed = reader.isCompressed();
        const QString path =
            entryPath(QByteArray(archive_entry_pathname(entry))).value_or(QString());
        const bool isManifest = path == QLatin1String("manifest.json");
        if (isManifest || path == QLatin1String("index.json")) {
            PIERHEAD_TRY(text, reader.readAll(largestList));
            (isManifest ? contents.manifest : contents.index) = text;
        }
    }
}

/// The value, which must be an object.
const nlohmann::json &objectIn(const nlohmann::json &value)
{
    (void)value.get_ref<const nlohmann::json::object_t &>();
    return value;
}

QStringList savedNames(const nlohmann::json &manifest)
{
    QStringList names;
    for (const nlohmann::json &image : manifest.get_ref<const nlohmann::json::array_t &>()) {
        names += json::fieldOr(objectIn(image), "RepoTags", QStringList());
    }
    return names;
}

QStringList namesInLayout(const nlohmann::json &index)
{
    QStringList names;
    for (const nlohmann::json &image : index.at("manifests")) {
        const QString name = nameInLayout(objectIn(image));
        if (!name.isEmpty()) {
            names.append(name);
        }
    }
    return names;
}

tl::unexpected<Error> noImage(const QString &file, const Text &reason)
{
    return failure(ErrorCode::InvalidImage,
                   Text::english("%1 is no image archive: %2. `docker save -o FILE NAME:TAG` makes "
                                 "one.")
                       .arg(file, reason));
}

} // namespace

QString nameInLayout(const nlohmann::json &descriptor)
{
    const auto notes = json::fieldOr(descriptor, "annotations", nlohmann::json::object());
    const QString name = json::fieldOr(notes, "io.containerd.image.name", QString());
    return name.isEmpty() ? json::fieldOr(notes, "org.opencontainers.image.ref.name", QString())
                          : name;
}

Result<ImageArchive> inspectImageArchive(const QString &file)
{
    PIERHEAD_TRY(reader, TarReader::open(file, TarReader::Compression::Any));
    PIERHEAD_TRY(contents, contentsOf(reader));
    const bool isSaved = contents.manifest.has_value();
    if (!isSaved && !contents.index) {
        return noImage(file, Text::english("it has neither manifest.json nor index.json"));
    }
    const Result<nlohmann::json> list = json::parse(isSaved ? *contents.manifest : *contents.index);
    if (!list) {
        return noImage(file, list.error().text());
    }
    try {
        return ImageArchive{.format = isSaved ? ImageArchive::Format::DockerSave
                                              : ImageArchive::Format::OciLayout,
                            .isCompressed = contents.isCompressed,
                            .references = isSaved ? savedNames(*list) : namesInLayout(*list)};
    } catch (const nlohmann::json::exception &exception) {
        return noImage(file, json::describe(exception).message);
    }
}

} // namespace pierhead::archive
