#pragma once

#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::extensions {

/// Whether the tag is a version, X.Y.Z, which is what marketplaces want of one.
[[nodiscard]] bool isVersionTag(const QString &tag);

/// The reference of the image with the greatest version among those that the engine has of a
/// repository. NotFound where none of them has a version for a tag.
[[nodiscard]] Task<Result<QString>>
greatestLocalVersion(engine::EngineClient client, QString repository, StopToken stop);

} // namespace pierhead::extensions
