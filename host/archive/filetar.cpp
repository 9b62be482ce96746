#include "filetar.h"

#include <archive.h>
#include <archive_entry.h>
#include <memory>

namespace pierhead::archive {

QByteArray tarOfFile(const QString &path, const QByteArray &content, int mode)
{
    const auto size = static_cast<std::size_t>(content.size());
    QByteArray bytes(content.size() + 32LL * 1024, Qt::Uninitialized);
    std::size_t used = 0;
    const std::unique_ptr<::archive, decltype(&archive_write_free)> writer(archive_write_new(),
                                                                           &archive_write_free);
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                              &archive_entry_free);
    archive_write_set_format_ustar(writer.get());
    archive_write_open_memory(
        writer.get(), bytes.data(), static_cast<std::size_t>(bytes.size()), &used);
    archive_entry_set_pathname(entry.get(), path.toUtf8().constData());
    archive_entry_set_size(entry.get(), content.size());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), static_cast<mode_t>(mode));
    archive_write_header(writer.get(), entry.get());
    archive_write_data(writer.get(), content.constData(), size);
    archive_write_close(writer.get());
    bytes.truncate(static_cast<qsizetype>(used));
    return bytes;
}

} // namespace pierhead::archive
