#include "manifests.h"

#include <QCryptographicHash>

namespace pierhead::registry {

namespace {

const QString sha256Prefix = QStringLiteral("sha256:");

} // namespace

QByteArray manifestTypes()
{
    return QByteArrayLiteral("application/vnd.oci.image.index.v1+json, "
                             "application/vnd.docker.distribution.manifest.list.v2+json, "
                             "application/vnd.oci.image.manifest.v1+json, "
                             "application/vnd.docker.distribution.manifest.v2+json");
}

QString digestOf(const QByteArray &text)
{
    return sha256Prefix
        + QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
}

Result<void> checkDigest(const QByteArray &text, const QString &digest, const Text &what)
{
    if (!digest.startsWith(sha256Prefix)) {
        return failure(ErrorCode::Protocol,
                       Text::english("%1 is named by the digest %2, and only those that begin with "
                                     "\"sha256:\" can be checked.")
                           .arg(what, digest));
    }
    const QString real = digestOf(text);
    if (real != digest) {
        return failure(ErrorCode::Protocol,
                       Text::english("%1 has the wrong digest: %2 was promised, and what came has "
                                     "%3. Somebody may have changed it on its way; it is not used.")
                           .arg(what, digest, real));
    }
    return {};
}

void from_json(const nlohmann::json &source, Manifest &target)
{
    target = {};
    const auto list = source.find("manifests");
    if (list == source.end() || list->is_null()) {
        target.config = json::field<QString>(source.at("config"), "digest");
        return;
    }
    for (const nlohmann::json &entry : list->get_ref<const nlohmann::json::array_t &>()) {
        const auto platform = entry.find("platform");
        if (platform == entry.end() || !platform->is_object()
            || json::fieldOr<QString>(*platform, "os", {}) != QStringLiteral("linux")) {
            continue;
        }
        target.platforms.push_back({json::fieldOr<QString>(*platform, "architecture", {}),
                                    json::field<QString>(entry, "digest")});
    }
}

void from_json(const nlohmann::json &source, ImageConfig &target)
{
    target.architecture = json::fieldOr<QString>(source, "architecture", {});
    const auto config = source.find("config");
    target.labels = {};
    if (config != source.end() && config->is_object()) {
        target.labels = json::fieldOr<engine::Labels>(*config, "Labels", {});
    }
}

} // namespace pierhead::registry
