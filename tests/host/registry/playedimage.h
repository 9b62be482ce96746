#pragma once

#include "savedimage.h"
#include "webserver.h"

namespace pierhead::test {

/// Labels of an extension that can be installed here.
[[nodiscard]] QMap<QString, QString> fittingLabels();

/// Has the server answer, as a registry, what the image is that the tag of the repository means,
/// and the digest that it gives back. Nothing of it can be pulled.
QString
playImage(WebServer *server, const QString &path, const QString &tag, const SavedImage &image);
/// The same of a list of them: their digests by their architectures.
[[nodiscard]] QString
playImageList(WebServer *server, const QString &path, const QMap<QString, QString> &images);

} // namespace pierhead::test
