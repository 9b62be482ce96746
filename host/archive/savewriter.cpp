#include "savewriter.h"

#include <QFile>

#include <archive_entry.h>

namespace pierhead::archive {

SaveWriter::SaveWriter(QString file)
    : m_handle(archive_write_new())
    , m_file(std::move(file))
{ }

Result<SaveWriter> SaveWriter::open(const QString &file)
{
    SaveWriter writer(file);
    archive_write_set_format_pax_restricted(writer.m_handle.get());
    const QByteArray path = QFile::encodeName(file);
    const Result<> opened =
        writer.check(archive_write_open_filename(writer.m_handle.get(), path.constData()));
    if (!opened) {
        return tl::unexpected<Error>(opened.error());
    }
    return writer;
}

Result<> SaveWriter::begin(const QString &path, qint64 size)
{
    constexpr int mode = 0644;
    const std::unique_ptr<archive_entry, void (*)(archive_entry *)> entry(archive_entry_new(),
                                                                          &archive_entry_free);
    archive_entry_set_pathname(entry.get(), path.toUtf8().constData());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), mode);
    archive_entry_set_size(entry.get(), size);
    return check(archive_write_header(m_handle.get(), entry.get()));
}

Result<> SaveWriter::write(const char *data, std::size_t size)
{
    const la_ssize_t written = archive_write_data(m_handle.get(), data, size);
    return check(written == static_cast<la_ssize_t>(size) ? ARCHIVE_OK : ARCHIVE_FATAL);
}

Result<> SaveWriter::close()
{
    return check(archive_write_close(m_handle.get()));
}

Result<> SaveWriter::check(int status) const
{
    if (status == ARCHIVE_OK) {
        return {};
    }
    const char *words = archive_error_string(m_handle.get());
    return failure(ErrorCode::Io,
                   Text::english("Writing %1 failed: %2. Look whether the disk is full.")
                       .arg(m_file, QString::fromUtf8(words == nullptr ? "" : words)));
}

} // namespace pierhead::archive
