#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

namespace pierhead::test {

/// A tar file of the files (path to content). Those that start with "#!" are executable.
[[nodiscard]] QByteArray contextTar(const QMap<QString, QByteArray> &files);

} // namespace pierhead::test
