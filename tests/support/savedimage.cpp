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

} // namespace

QByteArray savedImages(const QList<SavedImage> &images)
{
    QMap<QString, QByteArray> files;
    nlohmann::json list = nlohmann::json::array();
    for (const SavedImage &image : images) {
        const QByteArray layer = contextTar(image.files);
        const QString layerName = QString::fromLatin1(digest(layer)) + QStringLiteral("/layer.tar");
        const nlohmann::json config{
            {"architecture", image.architecture},
            {"os", "linux"},
            {"created", "2024-01-01T00:00:00Z"},
            {"config", {{"Labels", image.labels}}},
            {"history", {{{"created", "2024-01-01T00:00:00Z"}, {"created_by", "test"}}}},
            {"rootfs",
             {{"type", "layers"}, {"diff_ids", {"sha256:" + digest(layer).toStdString()}}}}};
        const QByteArray configText = json::serialize(config);
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

} // namespace pierhead::test
