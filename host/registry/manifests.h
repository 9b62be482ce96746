#pragma once

#include <host/base/result.h>
#include <host/engine/enginetypes.h>

#include <QByteArray>

/// What registries keep of images beside the layers, as JSON texts that are named by their digests.
/// Source: OCI image specification 1.0, Docker's image manifest version 2, schema 2.
namespace pierhead::registry {

/// The types of manifests and of lists of them that are read, as an Accept header.
[[nodiscard]] QByteArray manifestTypes();

/// "sha256:…" of the text.
[[nodiscard]] QString digestOf(const QByteArray &text);

/// Fails unless the text is what the digest names. `what` is for the error: "the manifest of a:1".
[[nodiscard]] Result<void>
checkDigest(const QByteArray &text, const QString &digest, const Text &what);

/// Either an image for one platform, or a list of images for several.
struct Manifest
{
    struct Platform
    {
        QString architecture; ///< Go's name
        QString digest;       ///< of the manifest for it
    };

    QString config;                  ///< digest of the image's configuration; empty for a list
    std::vector<Platform> platforms; ///< those for Linux
};

void from_json(const nlohmann::json &source, Manifest &target);

/// What an image's configuration says of it.
struct ImageConfig
{
    QString architecture;
    engine::Labels labels;
};

void from_json(const nlohmann::json &source, ImageConfig &target);

} // namespace pierhead::registry
