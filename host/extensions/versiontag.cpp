#include "versiontag.h"

#include "imagereference.h"

#include <host/registry/versions.h>

namespace pierhead::extensions {

namespace {

/// Podman shows the images that it built as those of a registry "localhost".
bool isOfRepository(const ImageReference &reference, const QString &repository)
{
    return reference.repository == repository
        || reference.repository == QStringLiteral("localhost/") + repository;
}

} // namespace

bool isVersionTag(const QString &tag)
{
    return !tag.isEmpty() && registry::greatestVersion({tag}) == tag;
}

Task<Result<QString>>
greatestLocalVersion(engine::EngineClient client, QString repository, StopToken stop)
{
    PIERHEAD_CO_TRY(images, co_await client.listImages(stop));
    QStringList tags;
    for (const engine::ImageSummary &image : images) {
        for (const QString &name : image.repoTags) {
            const Result<ImageReference> reference = ImageReference::parse(name);
            if (reference && isOfRepository(*reference, repository)) {
                tags.append(reference->tag);
            }
        }
    }
    const QString greatest = registry::greatestVersion(tags);
    if (greatest.isEmpty()) {
        co_return failure(
            ErrorCode::NotFound,
            Text::english("No image of %1 on the engine has a version such as 1.0.0 for a tag. "
                          "Name the tag that is meant, or pull the image.")
                .arg(repository));
    }
    co_return repository + QLatin1Char(':') + greatest;
}

} // namespace pierhead::extensions
