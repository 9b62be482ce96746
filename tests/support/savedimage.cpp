#include "savedimage.h"

#include "contexttar.h"

#include <host/base/json.h>

#include <QCryptographicHash>

namespace pierhead::test {

namespace {

QByteArray digest(const QByteArray &content)
{
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
}

/// Puts the content among the blobs; what names it.
nlohmann::json blob(QMap<QString, QByteArray> *files, const QByteArray &content, const char *type)
{
    const QByteArray hash = digest(content);
    files->insert(QStringLiteral("blobs/sha256/") + QString::fromLatin1(hash), content);
    return {
        {"mediaType", type}, {"digest", "sha256:" + hash.toStdString()}, {"size", content.size()}};
}

} // namespace

QByteArray imageConfig(const SavedImage &image, const QByteArray &layer)
{
    const nlohmann::json config{
        {"architecture", image.architecture},
        {"os", "linux"},
        {"created", "2024-01-01T00:00:00Z"},
        {"config", {{"Labels", image.labels}}},
        {"history", {{{"created", "2024-01-01T00:00:00Z"}, {"created_by", "test"}}}},
        {"rootfs", {{"type", "layers"}, {"diff_ids", {"sha256:" + digest(layer).toStdString()}}}}};
    return json::serialize(config);
}

QByteArray savedImages(const QList<SavedImage> &images)
{
    QMap<QString, QByteArray> files;
    nlohmann::json list = nlohmann::json::array();
    for (const SavedImage &image : images) {
        const QByteArray layer = contextTar(image.files);
        const QString layerName = QString::fromLatin1(digest(layer)) + QStringLiteral("/layer.tar");
        const QByteArray configText = imageConfig(image, layer);
        const QString configName =
            QString::fromLatin1(digest(configText)) + QStringLiteral(".json");
        files.insert(layerName, layer);
        files.insert(configName, configText);
        QStringList names;
        if (!image.reference.isEmpty()) {
            names.append(image.reference);
        }
        list.push_back(
            {{"Config", configName}, {"RepoTags", names}, {"Layers", QStringList{layerName}}});
    }
    files.insert(QStringLiteral("manifest.json"), json::serialize(list));
    return contextTar(files);
}

QByteArray savedLayout(const SavedImage &image)
{
    QMap<QString, QByteArray> files{
        {QStringLiteral("oci-layout"), R"({"imageLayoutVersion": "1.0.0"})"}};
    const QByteArray layer = contextTar(image.files);
    const nlohmann::json manifest{
        {"schemaVersion", 2},
        {"config",
         blob(&files, imageConfig(image, layer), "application/vnd.oci.image.config.v1+json")},
        {"layers", {blob(&files, layer, "application/vnd.oci.image.layer.v1.tar")}}};
    constexpr auto manifestType = "application/vnd.oci.image.manifest.v1+json";
    constexpr auto indexType = "application/vnd.oci.image.index.v1+json";
    nlohmann::json foreign = blob(&files, R"({"schemaVersion": 2})", manifestType);
    foreign["platform"] = {{"os", "linux"}, {"architecture", "unheard-of"}};
    nlohmann::json own = blob(&files, json::serialize(manifest), manifestType);
    own["platform"] = {{"os", "linux"}, {"architecture", image.architecture}};
    const nlohmann::json platforms{
        {"schemaVersion", 2}, {"mediaType", indexType}, {"manifests", {foreign, own}}};
    nlohmann::json entry = blob(&files, json::serialize(platforms), indexType);
    entry["annotations"] = {{"io.containerd.image.name", image.reference},
                            {"org.opencontainers.image.ref.name", image.reference}};
    files.insert(QStringLiteral("index.json"),
                 json::serialize({{"schemaVersion", 2}, {"manifests", {entry}}}));
    return contextTar(files);
}

} // namespace pierhead::test
