#include "extensionexport.h"

#include "installedbackend.h"

#include <host/backend/backendrunner.h>

namespace pierhead::extensions {

namespace {

/// An archive holds images by their names, so the name has to mean what is installed.
Task<Result<void>>
checkReference(engine::EngineClient client, InstalledExtension extension, StopToken stop)
{
    PIERHEAD_CO_TRY(image, co_await client.inspectImage(extension.reference, stop));
    if (image.id != extension.imageId) {
        co_return failure(ErrorCode::Conflict,
                          Text::english("%1 is another image by now than the one \"%2\" was "
                                        "installed from. Update the extension first, or tag %3 "
                                        "as %1 again.")
                              .arg(extension.reference, extension.name, extension.imageId));
    }
    co_return Result<void>{};
}

Task<Result<QStringList>>
imagesOf(engine::EngineClient client, InstalledExtension extension, StopToken stop)
{
    QStringList images{extension.reference};
    if (extension.manifest.backend) {
        PIERHEAD_CO_TRY(spec, backendSpec(extension, extension.reference, {}));
        const backend::BackendRunner runner(client, extension.id);
        PIERHEAD_CO_TRY(more, co_await runner.images(spec, stop));
        images += more;
        images.removeDuplicates();
    }
    co_return images;
}

} // namespace

Task<Result<QStringList>> exportExtension(engine::EngineClient client,
                                          InstalledExtension extension,
                                          QString file,
                                          StopToken stop)
{
    const Result<void> checked = co_await checkReference(client, extension, stop);
    if (!checked) {
        co_return tl::unexpected<Error>(checked.error());
    }
    PIERHEAD_CO_TRY(images, co_await imagesOf(client, extension, stop));
    const QString partial = file + QStringLiteral(".part");
    const Result<void> saved = co_await client.saveImages(images, partial, stop);
    if (!saved) {
        co_return tl::unexpected<Error>(saved.error());
    }
    QFile::remove(file);
    if (!QFile::rename(partial, file)) {
        QFile::remove(partial);
        co_return failure(
            ErrorCode::Io,
            Text::english("%1 cannot be written. Look who may write there.").arg(file));
    }
    co_return images;
}

} // namespace pierhead::extensions
