#include "formerimages.h"

namespace pierhead::extensions {

namespace {

Task<void> restoreOne(engine::EngineClient client, QString reference, QString formerId)
{
    const Result<engine::ImageInfo> now = co_await client.inspectImage(reference);
    if (!now || now->id == formerId) {
        co_return;
    }
    if (formerId.isEmpty()) {
        co_await client.removeImage(reference);
        co_return;
    }
    co_await client.tagImage(formerId, reference);
    const Result<engine::ImageInfo> nameless = co_await client.inspectImage(now->id);
    if (nameless && nameless->repoTags.isEmpty()) {
        co_await client.removeImage(now->id);
    }
}

Task<void> restoreAll(engine::EngineClient client, QMap<QString, QString> ids)
{
    for (auto entry = ids.cbegin(); entry != ids.cend(); ++entry) {
        co_await restoreOne(client, entry.key(), entry.value());
    }
}

} // namespace

Task<Result<FormerImages>> FormerImages::with(FormerImages known,
                                              engine::EngineClient client,
                                              QStringList references,
                                              StopToken stop)
{
    for (const QString &reference : references) {
        if (known.m_ids.contains(reference)) {
            continue;
        }
        const Result<engine::ImageInfo> image = co_await client.inspectImage(reference, stop);
        if (!image && image.error().code != ErrorCode::NotFound) {
            co_return tl::unexpected<Error>(image.error());
        }
        known.m_ids.insert(reference, image ? image->id : QString());
    }
    co_return known;
}

Task<void> FormerImages::restore(engine::EngineClient client) const
{
    return restoreAll(std::move(client), m_ids);
}

} // namespace pierhead::extensions
