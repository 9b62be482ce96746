#pragma once

#include "extensionsource.h"
#include "installevent.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::extensions {

/// An extension's image on the engine, under a name.
struct SourceImage
{
    QString reference; ///< with its tag
    engine::ImageInfo info;
};

/// The references that bringing the source's image to the engine may change there: the image's own,
/// or all that an archive holds. InvalidArgument for what is no reference, InvalidImage for a file
/// that is no archive.
[[nodiscard]] Task<Result<QStringList>> referencesOf(ExtensionSource source);

/// Sees that the image is on the engine: it is there, or is pulled, loaded or built. `references`
/// are those of referencesOf(). Of an archive with several images, the one with an extension's
/// labels is meant.
[[nodiscard]] Task<Result<SourceImage>> bringImage(engine::EngineClient client,
                                                   ExtensionSource source,
                                                   QStringList references,
                                                   QString scratch,
                                                   InstallSink sink,
                                                   StopToken stop);

/// The image of the reference, pulled where the engine does not have it.
[[nodiscard]] Task<Result<engine::ImageInfo>>
localOrPulled(engine::EngineClient client, QString reference, InstallSink sink, StopToken stop);

} // namespace pierhead::extensions
