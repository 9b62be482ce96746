#include "contexttar.h"

#include <archive.h>
#include <archive_entry.h>
#include <memory>

namespace pierhead::test {

namespace {

la_ssize_t append(archive *, void *target, const void *data, size_t size)
{
    static_cast<QByteArray *>(target)->append(static_cast<const char *>(data),
                                              static_cast<qsizetype>(size));
    return static_cast<la_ssize_t>(size);
}

} // namespace

QByteArray contextTar(const QMap<QString, QByteArray> &files)
{
    QByteArray tar;
    const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(),
                                                                         &archive_write_free);
    archive_write_set_format_pax_restricted(writer.get());
    archive_write_open(writer.get(), &tar, nullptr, &append, nullptr);
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(
            archive_entry_new(), &archive_entry_free);
        const QByteArray &content = file.value();
        archive_entry_set_pathname(entry.get(), file.key().toUtf8().constData());
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        const bool isProgram = content.startsWith("#!") || content.startsWith("\x7F\x45LF");
        archive_entry_set_perm(entry.get(), isProgram ? 0755 : 0644);
        archive_entry_set_size(entry.get(), content.size());
        archive_write_header(writer.get(), entry.get());
        archive_write_data(writer.get(), content.constData(), static_cast<size_t>(content.size()));
    }
    archive_write_close(writer.get());
    return tar;
}

} // namespace pierhead::test
