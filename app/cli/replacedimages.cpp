#include "replacedimages.h"

#include <host/extensions/extensionstore.h>

namespace pierhead::cli {

namespace {

/// Whether it is gone.
Task<bool> removeNameless(engine::EngineClient client, QString image)
{
    const Result<engine::ImageInfo> known = co_await client.inspectImage(image);
    if (!known) {
        co_return known.error().code == ErrorCode::NotFound;
    }
    if (!known->repoTags.isEmpty()) {
        co_return false;
    }
    const Result<void> removed = co_await client.removeImage(image);
    co_return removed.has_value();
}

} // namespace

QStringList imagesInUse(const Session &session, const extensions::InstalledExtension &extension)
{
    QStringList images{extension.imageId};
    const extensions::ExtensionStore store(session.paths);
    if (const auto former = store.previous(extension.id); former) {
        images.append(former->imageId);
    }
    return images;
}

Task<QStringList> removeReplaced(engine::EngineClient client, QStringList built, QStringList inUse)
{
    QStringList left;
    for (const QString &image : built) {
        bool isGone = false;
        if (!inUse.contains(image)) {
            isGone = co_await removeNameless(client, image);
        }
        if (!isGone) {
            left.append(image);
        }
    }
    co_return left;
}

} // namespace pierhead::cli
