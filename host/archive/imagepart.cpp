#include "imagepart.h"

#include "entrypath.h"
#include "unpacking.h"

#include <QFileInfo>

namespace pierhead::archive {

namespace {

tl::unexpected<Error> nothingThere(const QString &path)
{
    return failure(ErrorCode::InvalidImage,
                   Text::english("The engine packed nothing for \"%1\" of the image.").arg(path));
}

} // namespace

Result<ImagePart>
extractPart(TarReader &reader, const QString &path, const QString &target, const TarLimits &limits)
{
    PIERHEAD_TRY(place, entryPath(path.mid(path.startsWith(QLatin1Char('/')) ? 1 : 0).toUtf8()));
    PIERHEAD_TRY(first, reader.next());
    if (first == nullptr || place.isEmpty()) {
        return nothingThere(path);
    }
    const auto kind = archive_entry_filetype(first);
    if (kind == AE_IFLNK) {
        PIERHEAD_TRY(linkTarget, linkedPath(place, archive_entry_symlink(first)));
        return ImagePart{ImagePart::Kind::Link, linkTarget};
    }
    if (kind != AE_IFREG && kind != AE_IFDIR) {
        return failure(ErrorCode::InvalidImage,
                       Text::english("\"%1\" in the image is neither a file nor a folder.")
                           .arg(shown(path.toUtf8())));
    }
    const QFileInfo info(target);
    PIERHEAD_TRY(writer, FolderWriter::open(info.absolutePath()));
    const Unpacking::Mapping mapping{.imagePath = place, .name = info.fileName()};
    const Result<> unpacked = Unpacking(std::move(writer), limits, mapping).run(reader, first);
    if (!unpacked) {
        return tl::unexpected<Error>(unpacked.error());
    }
    return ImagePart{kind == AE_IFDIR ? ImagePart::Kind::Folder : ImagePart::Kind::File, {}};
}

} // namespace pierhead::archive
