#pragma once

#include <host/base/result.h>

#include <QString>

namespace pierhead::backend {

/// `text` (the `vm.image` of a metadata.json) with DESKTOP_PLUGIN_IMAGE replaced by `reference`, in
/// the forms that compose knows: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`; `$$` is
/// a dollar. Another variable has its default; without one it is InvalidManifest, since nothing
/// sets it.
[[nodiscard]] Result<QString> expandPluginImage(const QString &text, const QString &reference);

} // namespace pierhead::backend
