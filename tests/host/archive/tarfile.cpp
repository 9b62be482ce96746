#include "tarfile.h"

#include <QFile>
#include <QTest>

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

namespace pierhead::test {

void TarFile::Free::operator()(struct ::archive *handle) const
{
    archive_write_free(handle);
}

void TarFile::Free::operator()(archive_entry *entry) const
{
    archive_entry_free(entry);
}

TarFile::TarFile(const QString &path, Compression compression)
    : m_path(path)
    , m_handle(archive_write_new())
{
    archive_write_set_format_pax_restricted(m_handle.get());
    if (compression == Compression::Gzip) {
        archive_write_add_filter_gzip(m_handle.get());
    }
    archive_write_open_filename(m_handle.get(), QFile::encodeName(path).constData());
}

TarFile::~TarFile() = default;

archive_entry *TarFile::newEntry(const QByteArray &name, unsigned type, int mode)
{
    m_entry.reset(archive_entry_new());
    archive_entry_set_pathname(m_entry.get(), name.constData());
    archive_entry_set_filetype(m_entry.get(), type);
    archive_entry_set_perm(m_entry.get(), static_cast<mode_t>(mode));
    return m_entry.get();
}

void TarFile::write(const QByteArray &data)
{
    if (archive_write_header(m_handle.get(), m_entry.get()) < ARCHIVE_WARN) {
        QFAIL(archive_error_string(m_handle.get()));
    }
    QCOMPARE(archive_write_data(m_handle.get(), data.constData(), std::size_t(data.size())),
             data.size());
}

TarFile &TarFile::folder(const QByteArray &name, int mode)
{
    newEntry(name, AE_IFDIR, mode);
    write({});
    return *this;
}

TarFile &TarFile::file(const QByteArray &name, const QByteArray &data, int mode)
{
    archive_entry_set_size(newEntry(name, AE_IFREG, mode), data.size());
    write(data);
    return *this;
}

TarFile &TarFile::link(const QByteArray &name, const QByteArray &target)
{
    archive_entry_set_symlink(newEntry(name, AE_IFLNK, 0777), target.constData());
    write({});
    return *this;
}

TarFile &TarFile::hardLink(const QByteArray &name, const QByteArray &target)
{
    archive_entry_set_hardlink(newEntry(name, AE_IFREG, 0644), target.constData());
    write({});
    return *this;
}

TarFile &TarFile::special(const QByteArray &name, unsigned type)
{
    archive_entry *entry = newEntry(name, type, 0666);
    archive_entry_set_rdevmajor(entry, 1);
    archive_entry_set_rdevminor(entry, 3);
    write({});
    return *this;
}

TarFile &TarFile::sparse(const QByteArray &name, qint64 size)
{
    archive_entry *entry = newEntry(name, AE_IFREG, 0644);
    archive_entry_set_size(entry, size);
    archive_entry_sparse_add_entry(entry, size - 1, 1);
    if (archive_write_header(m_handle.get(), entry) < ARCHIVE_WARN) {
        QTest::qFail(archive_error_string(m_handle.get()), __FILE__, __LINE__);
    }
    // The writer keeps only what the list of pieces names, so the gap is passed over in steps.
    const QByteArray zeros(1024 * 1024, '\0');
    for (qint64 left = size - 1; left > 0;) {
        const qint64 step = std::min<qint64>(left, zeros.size());
        left -= archive_write_data(m_handle.get(), zeros.constData(), std::size_t(step));
    }
    archive_write_data(m_handle.get(), "x", 1);
    return *this;
}

QString TarFile::close()
{
    archive_write_close(m_handle.get());
    return m_path;
}

} // namespace pierhead::test
