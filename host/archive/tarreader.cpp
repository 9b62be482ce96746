#include "tarreader.h"

#include <QFile>

#include <cerrno>

namespace pierhead::archive {

TarReader::TarReader(QString file)
    : m_locale(std::make_unique<Utf8Locale>())
    , m_handle(archive_read_new())
    , m_file(std::move(file))
{ }

Result<TarReader> TarReader::open(const QString &file, Compression compression)
{
    // Tells what cannot be read from what is no archive; libarchive does not.
    QFile readable(file);
    if (!readable.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io,
                       Text::english("The file %1 cannot be read: %2. Check its path and rights.")
                           .arg(file, readable.errorString()));
    }
    TarReader reader(file);
    struct ::archive *handle = reader.m_handle.get();
    archive_read_support_format_tar(handle);
    if (compression == Compression::Any) {
        archive_read_support_filter_gzip(handle);
        archive_read_support_filter_bzip2(handle);
        archive_read_support_filter_xz(handle);
        archive_read_support_filter_zstd(handle);
    }
    constexpr std::size_t blockSize = 64UL * 1024;
    const QByteArray path = QFile::encodeName(file);
    if (archive_read_open_filename(handle, path.constData(), blockSize) != ARCHIVE_OK) {
        return reader.damaged();
    }
    return reader;
}

Result<TarReader> TarReader::open(std::shared_ptr<ByteQueue> queue, QString name)
{
    TarReader reader(std::move(name));
    reader.m_incoming = std::make_unique<Incoming>();
    reader.m_incoming->queue = std::move(queue);
    struct ::archive *handle = reader.m_handle.get();
    archive_read_support_format_tar(handle);
    if (archive_read_open(handle, reader.m_incoming.get(), nullptr, &readPiece, nullptr)
        != ARCHIVE_OK) {
        return reader.damaged();
    }
    return reader;
}

la_ssize_t TarReader::readPiece(struct ::archive *handle, void *incoming, const void **buffer)
{
    auto *source = static_cast<Incoming *>(incoming);
    std::optional<QByteArray> piece = source->queue->pop();
    if (!piece) {
        archive_set_error(handle, EIO, "it ended before all of it had come");
        return -1;
    }
    source->piece = std::move(*piece);
    *buffer = source->piece.constData();
    return source->piece.size();
}

Result<archive_entry *> TarReader::next()
{
    archive_entry *entry = nullptr;
    const int status = archive_read_next_header(m_handle.get(), &entry);
    if (status == ARCHIVE_EOF) {
        return nullptr;
    }
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
        return damaged();
    }
    return entry;
}

Result<std::optional<TarReader::Block>> TarReader::nextBlock()
{
    const void *data = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int status = archive_read_data_block(m_handle.get(), &data, &size, &offset);
    if (status == ARCHIVE_EOF) {
        return std::nullopt;
    }
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
        return damaged();
    }
    return Block{static_cast<const char *>(data), size, offset};
}

Result<QByteArray> TarReader::readAll(qint64 limit)
{
    QByteArray whole;
    while (true) {
        PIERHEAD_TRY(block, nextBlock());
        if (!block) {
            return whole;
        }
        if (block->offset > limit - static_cast<qint64>(block->size)) {
            return failure(
                ErrorCode::InvalidImage,
                Text::english("An entry of %1 has more than %2 bytes.").arg(m_file).arg(limit));
        }
        whole.resize(block->offset, '\0');
        whole.append(block->data, static_cast<qsizetype>(block->size));
    }
}

bool TarReader::isCompressed() const
{
    return archive_filter_code(m_handle.get(), 0) != ARCHIVE_FILTER_NONE;
}

tl::unexpected<Error> TarReader::damaged() const
{
    const QString reason = QString::fromUtf8(archive_error_string(m_handle.get()));
    if (archive_errno(m_handle.get()) == EIO) {
        return failure(ErrorCode::Io,
                       Text::english("The file %1 cannot be read: %2.").arg(m_file, reason));
    }
    return failure(ErrorCode::InvalidImage,
                   Text::english("The file %1 is no tar file, or is cut off or damaged: %2. Get it "
                                 "again.")
                       .arg(m_file, reason));
}

} // namespace pierhead::archive
