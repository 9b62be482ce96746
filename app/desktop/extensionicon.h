#pragma once

#include "colors.h"

#include <QIcon>
#include <QPixmap>

class QIODevice;

namespace pierhead::desktop {

/// The icon of an extension, `size` logical pixels wide and high: the file at `path` where it can
/// be read safely, else a tile with the title's first letter. The file comes from a stranger: it
/// may be large, broken or made to hurt, and nothing it refers to is ever loaded.
[[nodiscard]] QPixmap extensionPixmap(const QString &path,
                                      const QString &title,
                                      int size,
                                      qreal devicePixelRatio,
                                      ColorScheme scheme);

/// The same of an image that has been read, at most `size` times `devicePixelRatio` pixels wide and
/// high, or is null.
[[nodiscard]] QPixmap iconPixmap(const QImage &image,
                                 const QString &title,
                                 int size,
                                 qreal devicePixelRatio,
                                 ColorScheme scheme);

/// The file alone; null where it is no icon that can be shown.
[[nodiscard]] QImage readIcon(const QString &path, int pixels);
/// What an open device holds, from its start.
[[nodiscard]] QImage readIcon(QIODevice &device, int pixels);

} // namespace pierhead::desktop
