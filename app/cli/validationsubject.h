#pragma once

#include "validation.h"

#include <host/engine/engineclient.h>
#include <host/extensions/extensionsource.h>
#include <host/extensions/formerimages.h>
#include <host/extensions/sourceimage.h>

namespace pierhead::cli {

/// The metadata.json that the request is about; empty where it is about an image. InvalidArgument
/// where more is asked for than can be known of it.
[[nodiscard]] Result<QString> metadataOf(const ValidationRequest &request);

/// The text of a metadata.json. Io where it cannot be read, InvalidManifest where it is too large
/// to be one.
[[nodiscard]] Result<QByteArray> readMetadata(const QString &path);

/// What the request is about, where that is an image. InvalidArgument for a folder that holds
/// nothing to build.
[[nodiscard]] Result<extensions::ExtensionSource> sourceOf(const ValidationRequest &request);

/// An image that is on the engine, and what was there before it was brought.
struct BroughtSubject
{
    extensions::SourceImage image;
    extensions::FormerImages former;
};

/// Sees that the image is on the engine: one that is named has to be there, an archive is loaded, a
/// folder is built. After an error the engine is as it was.
[[nodiscard]] Task<Result<BroughtSubject>> bringSubject(engine::EngineClient client,
                                                        extensions::ExtensionSource source,
                                                        ValidationRequest request,
                                                        QString scratchRoot,
                                                        extensions::InstallSink sink,
                                                        StopToken stop);

} // namespace pierhead::cli
