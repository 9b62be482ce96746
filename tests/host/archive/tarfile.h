#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

struct archive;
struct archive_entry;

namespace pierhead::test {

/// Makes a tar file of whatever entries a test wants, hostile ones too. Names are written as given.
class TarFile final
{
public:
    enum class Compression {
        None,
        Gzip,
    };

    explicit TarFile(const QString &path, Compression compression = Compression::None);
    ~TarFile();

    TarFile(const TarFile &) = delete;
    TarFile &operator=(const TarFile &) = delete;
    TarFile(TarFile &&) = delete;
    TarFile &operator=(TarFile &&) = delete;

    TarFile &folder(const QByteArray &name, int mode = 0755);
    TarFile &file(const QByteArray &name, const QByteArray &data, int mode = 0644);
    TarFile &link(const QByteArray &name, const QByteArray &target);
    TarFile &hardLink(const QByteArray &name, const QByteArray &target);
    /// `type` is one of stat's: S_IFCHR, S_IFBLK, S_IFIFO
    TarFile &special(const QByteArray &name, unsigned type);
    /// `size` bytes of which the last alone is stored.
    TarFile &sparse(const QByteArray &name, qint64 size);

    /// Ends the file and returns its path.
    QString close();

private:
    void write(const QByteArray &data);

    struct Free
    {
        void operator()(struct ::archive *handle) const;
        void operator()(archive_entry *entry) const;
    };

    archive_entry *newEntry(const QByteArray &name, unsigned type, int mode);

    QString m_path;
    std::unique_ptr<struct ::archive, Free> m_handle;
    std::unique_ptr<archive_entry, Free> m_entry;
};

} // namespace pierhead::test
