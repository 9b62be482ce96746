#include "playedimage.h"

#include <host/base/json.h>
#include <host/registry/manifests.h>

namespace pierhead::test {

namespace {

void play(WebServer *server, const QString &path, const QByteArray &content, const QByteArray &type)
{
    server->on(path.toUtf8(),
               [content, type](const WebCall &call) { call.answer(200, content, type); });
}

} // namespace

QMap<QString, QString> fittingLabels()
{
    return {{QStringLiteral("com.docker.desktop.extension.api.version"), QStringLiteral("0.3.4")}};
}

QString
playImage(WebServer *server, const QString &path, const QString &tag, const SavedImage &image)
{
    const QByteArray config = imageConfig(image, {});
    const QString digest = registry::digestOf(config);
    const QByteArray type = "application/vnd.oci.image.manifest.v1+json";
    const nlohmann::json manifest{{"schemaVersion", 2},
                                  {"mediaType", type.toStdString()},
                                  {"config", {{"digest", digest}, {"size", config.size()}}},
                                  {"layers", nlohmann::json::array()}};
    const QString repository = QStringLiteral("/v2/") + path;
    play(server, repository + QStringLiteral("/blobs/") + digest, config, "application/json");
    const QByteArray text = json::serialize(manifest);
    const QString named = registry::digestOf(text);
    play(server, repository + QStringLiteral("/manifests/") + tag, text, type);
    play(server, repository + QStringLiteral("/manifests/") + named, text, type);
    return named;
}

QString playImageList(WebServer *server, const QString &path, const QMap<QString, QString> &images)
{
    const QByteArray type = "application/vnd.oci.image.index.v1+json";
    nlohmann::json list{{"schemaVersion", 2},
                        {"mediaType", type.toStdString()},
                        {"manifests", nlohmann::json::array()}};
    for (auto image = images.cbegin(); image != images.cend(); ++image) {
        const nlohmann::json platform{{"os", "linux"}, {"architecture", image.key()}};
        list["manifests"].push_back({{"digest", image.value()}, {"platform", platform}});
    }
    const QByteArray text = json::serialize(list);
    const QString digest = registry::digestOf(text);
    play(server, QStringLiteral("/v2/%1/manifests/%2").arg(path, digest), text, type);
    return digest;
}

} // namespace pierhead::test
