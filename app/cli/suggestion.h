#pragma once

#include <QString>
#include <QStringList>

namespace pierhead::cli {

/// The candidate that was most likely meant by a mistyped word, or nothing where none is near.
[[nodiscard]] QString closestMatch(const QString &word, const QStringList &candidates);

} // namespace pierhead::cli
