#pragma once

#include <QMap>
#include <QString>

namespace pierhead::scaffold {

/// The template with `{{name}}` replaced by the value of that name; names that have none stay as
/// they are. `{{name:json}}` is for inside of a JSON (or JavaScript) string, `{{name:label}}` for
/// inside of a quoted label of a Dockerfile, `{{name:html}}` for HTML and Markdown: the value is
/// text there, whatever is in it.
[[nodiscard]] QString withValues(const QString &text, const QMap<QString, QString> &values);

} // namespace pierhead::scaffold
