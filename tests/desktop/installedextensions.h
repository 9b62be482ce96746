#pragma once

#include <host/base/paths.h>
#include <host/extensions/installedextension.h>

#include <QMap>

namespace pierhead::test {

/// An extension that a test puts on disk as an install would leave it.
struct PreparedExtension
{
    QString id = QStringLiteral("hello");
    QString tag = QStringLiteral("1.0");
    QString title = QStringLiteral("Hello");
    QString vendor = QStringLiteral("Docker Inc.");
    QString engine = QStringLiteral("unix:///run/other.sock");
    QString imageId = QStringLiteral("sha256:") + QString(64, QLatin1Char('a'));
    QByteArray icon; ///< icon.svg; none when empty
    QByteArray page = "<p>Hello</p>";
    bool hasBackend = true;
    bool isFromRegistry = false; ///< then the window asks there for newer versions
};

/// Through the store, so that the window finds it there.
[[nodiscard]] Result<extensions::InstalledExtension> prepare(const Paths &paths,
                                                             const PreparedExtension &extension);

} // namespace pierhead::test
