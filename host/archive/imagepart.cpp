#include "imagepart.h"

#include "entrypath.h"
#include "unpacking.h"

#include <QFileInfo>

namespace pierhead::archive {

namespace {

tl::unexpected<Error> nothingThere(const QString &path)
{
    return failure(ErrorCode::InvalidImage,
                   QStringLiteral("The engine packed nothing for \"%1\" of the image.").arg(path));
}

} // namespace

Result<ImagePart> inspectPart(const QString &file, const QString &path)
{
    PIERHEAD_TRY(place, entryPath(path.mid(path.startsWith(QLatin1Char('/')) ? 1 : 0).toUtf8()));
    PIERHEAD_TRY(reader, TarReader::open(file, TarReader::Compression::None));
    PIERHEAD_TRY(entry, reader.next());
    if (entry == nullptr || place.isEmpty()) {
        return nothingThere(path);
    }
    switch (archive_entry_filetype(entry)) {
    case AE_IFREG:
        return ImagePart{ImagePart::Kind::File, {}};
    case AE_IFDIR:
        return ImagePart{ImagePart::Kind::Folder, {}};
    case AE_IFLNK: {
        PIERHEAD_TRY(target, linkedPath(place, archive_entry_symlink(entry)));
        return ImagePart{ImagePart::Kind::Link, target};
    }
    default:
        return failure(ErrorCode::InvalidImage,
                       QStringLiteral("\"%1\" in the image is neither a file nor a folder.")
                           .arg(shown(path.toUtf8())));
    }
}

Result<> extractPart(const QString &file,
                     const QString &path,
                     const QString &target,
                     const TarLimits &limits)
{
    PIERHEAD_TRY(place, entryPath(path.mid(path.startsWith(QLatin1Char('/')) ? 1 : 0).toUtf8()));
    const QFileInfo info(target);
    PIERHEAD_TRY(reader, TarReader::open(file, TarReader::Compression::None));
    PIERHEAD_TRY(writer, FolderWriter::open(info.absolutePath()));
    const Unpacking::Mapping mapping{.imagePath = place, .name = info.fileName()};
    PIERHEAD_TRY(entries, Unpacking(std::move(writer), limits, mapping).run(reader));
    return entries > 0 ? Result<>() : nothingThere(path);
}

} // namespace pierhead::archive
