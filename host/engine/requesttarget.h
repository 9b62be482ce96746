#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QPair>
#include <QString>
#include <QStringList>

/// Paths and queries of the Engine API. They carry no version: an engine then speaks its own, and
/// the members that Pierhead reads are the same in all since 1.41, while a fixed version is refused
/// by engines that have dropped it. Private to host/engine.
namespace pierhead::engine {

using QueryItems = QList<QPair<QByteArray, QString>>;

/// An id or name as one part of a path. An image reference keeps its "/" and ":".
[[nodiscard]] QByteArray pathPart(const QString &name);

/// `path` with the items as its query.
[[nodiscard]] QByteArray withQuery(const QByteArray &path, const QueryItems &items);

[[nodiscard]] QueryItems queryItems(const QMap<QString, QString> &query);

/// {"label": ["a=b"]} as the API's `filters` parameter.
[[nodiscard]] QString filterText(const QMap<QString, QStringList> &filters);

} // namespace pierhead::engine
