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

/// The source with the tag that is meant where a reference has none (taggedReference()).
[[nodiscard]] Task<Result<ExtensionSource>>
taggedSource(engine::EngineClient client, ExtensionSource source, StopToken stop);

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

/// Pulls the reference again where the engine has it from a registry and it is what is installed
/// (`installedId`): there may be a newer one. Another image than that was brought or built here
/// since, and stays. Where the pull fails the engine's own stays too, and the sink is told.
[[nodiscard]] Task<Result<void>> lookForNewer(engine::EngineClient client,
                                              QString reference,
                                              QString installedId,
                                              InstallSink sink,
                                              StopToken stop);

} // namespace pierhead::extensions
