#pragma once

#include "catalogentry.h"

#include <host/engine/enginetypes.h>
#include <host/extensions/imagereference.h>

namespace pierhead::catalog {

/// What an engine or a registry knows of an image.
struct CatalogImage
{
    extensions::ImageReference reference; ///< with a tag
    QString digest;                       ///< "sha256:…" in its registry, or empty
    engine::Labels labels;
    QStringList platforms; ///< "linux/amd64"; may be empty
};

/// The references of a list: one a line, "#" begins a comment.
[[nodiscard]] QStringList referencesIn(const QByteArray &list);

/// The entry of an index that is about the image. InvalidImage where its labels do not make it an
/// extension that can be listed; the detail says which are missing or wrong.
[[nodiscard]] Result<nlohmann::json> catalogEntryOf(const CatalogImage &image);

/// An index with those entries.
[[nodiscard]] QByteArray catalogDocument(const QString &title,
                                         const std::vector<nlohmann::json> &entries);

} // namespace pierhead::catalog
