#include "decompression.h"

#include "utf8locale.h"

#include <QFile>
#include <QSaveFile>

#include <archive.h>
#include <archive_entry.h>
#include <cerrno>
#include <memory>
#include <vector>

namespace pierhead::archive {

namespace {

struct Free
{
    void operator()(struct ::archive *handle) const { archive_read_free(handle); }
};

using Handle = std::unique_ptr<struct ::archive, Free>;

tl::unexpected<Error> unreadable(const QString &file, const Handle &handle)
{
    const QString reason = QString::fromUtf8(archive_error_string(handle.get()));
    const bool isIo = archive_errno(handle.get()) == EIO || archive_errno(handle.get()) == ENOENT;
    return failure(
        isIo ? ErrorCode::Io : ErrorCode::InvalidImage,
        Text::english("Decompressing %1 failed: %2. Get the file again.").arg(file, reason));
}

tl::unexpected<Error> unwritable(const QSaveFile &file)
{
    return failure(ErrorCode::Io,
                   Text::english("Writing %1 failed: %2. Look whether the disk is full.")
                       .arg(file.fileName(), file.errorString()));
}

/// The compressed file as one entry whose data is what it holds.
Result<Handle> open(const QString &file)
{
    constexpr std::size_t blockSize = 64UL * 1024;
    Handle handle(archive_read_new());
    archive_read_support_format_raw(handle.get());
    archive_read_support_filter_gzip(handle.get());
    archive_read_support_filter_bzip2(handle.get());
    archive_read_support_filter_xz(handle.get());
    archive_read_support_filter_zstd(handle.get());
    archive_entry *entry = nullptr;
    const QByteArray path = QFile::encodeName(file);
    if (archive_read_open_filename(handle.get(), path.constData(), blockSize) != ARCHIVE_OK
        || archive_read_next_header(handle.get(), &entry) != ARCHIVE_OK) {
        return unreadable(file, handle);
    }
    return handle;
}

} // namespace

Result<> decompress(const QString &file, const QString &target, qint64 maximumBytes)
{
    constexpr std::size_t pieceSize = 1024UL * 1024;
    const Utf8Locale locale;
    PIERHEAD_TRY(handle, open(file));
    QSaveFile output(target);
    if (!output.open(QIODevice::WriteOnly)) {
        return unwritable(output);
    }
    std::vector<char> piece(pieceSize);
    qint64 written = 0;
    while (true) {
        const la_ssize_t got = archive_read_data(handle.get(), piece.data(), piece.size());
        if (got < 0) {
            return unreadable(file, handle);
        }
        if (got == 0) {
            break;
        }
        written += got;
        if (written > maximumBytes) {
            return failure(ErrorCode::InvalidImage,
                           Text::english("%1 holds more than %2 bytes, which is more than an image "
                                         "archive may have.")
                               .arg(file)
                               .arg(maximumBytes));
        }
        if (output.write(piece.data(), got) != got) {
            return unwritable(output);
        }
    }
    if (!output.commit()) {
        return unwritable(output);
    }
    return {};
}

} // namespace pierhead::archive
