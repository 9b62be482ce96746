#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

namespace pierhead::test {

/// An image as `docker save` writes it, made by hand: so that it can be of any architecture, have
/// any labels and need no builder.
struct SavedImage
{
    QString reference; ///< empty for an image without a name
    QMap<QString, QByteArray> files;
    QMap<QString, QString> labels;
    QString architecture;
};

/// The configuration of the image, whose one layer is the tar file of its files.
[[nodiscard]] QByteArray imageConfig(const SavedImage &image, const QByteArray &layer);

/// The archive with the images in it, not compressed.
[[nodiscard]] QByteArray savedImages(const QList<SavedImage> &images);

/// The same image in an OCI layout, in an index for several platforms: beside it is one for an
/// architecture that nobody has.
[[nodiscard]] QByteArray savedLayout(const SavedImage &image);

} // namespace pierhead::test
