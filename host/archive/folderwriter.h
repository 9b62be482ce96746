#pragma once

#include <host/base/filedescriptor.h>
#include <host/base/result.h>

#include <QString>

namespace pierhead::archive {

/// Makes files, folders and links below one folder and nowhere else: no step of a path is followed
/// through a link. Paths are entryPath()'s. Something of the same kind that is there already is
/// replaced. Errors: InvalidImage where a path goes through a link or a file, Io with what to do
/// for the disk's.
class FolderWriter final
{
public:
    [[nodiscard]] static Result<FolderWriter> open(const QString &folder);

    [[nodiscard]] Result<> makeFolder(const QString &path);
    [[nodiscard]] Result<> makeLink(const QString &path, const QString &target);
    /// A second name for the regular file `existing`.
    [[nodiscard]] Result<> makeHardLink(const QString &path, const QString &existing);

    enum class FileMode {
        Plain = 0644,
        Executable = 0755,
    };

    [[nodiscard]] Result<FileDescriptor> createFile(const QString &path, FileMode mode);
    [[nodiscard]] Result<>
    write(const FileDescriptor &file, const char *data, std::size_t size, qint64 offset) const;
    /// Gives the file its whole size, where it ends in a gap.
    [[nodiscard]] Result<> setSize(const FileDescriptor &file, qint64 size) const;

    /// Has the kernel begin to write the file out; whoever syncs it later waits less.
    void beginWriteOut(const FileDescriptor &file) const;

    /// Folders made, those on the way to others too.
    [[nodiscard]] qint64 foldersMade() const { return m_foldersMade; }

private:
    FolderWriter(FileDescriptor root, QString folder);

    /// Where the last part of a path stands.
    struct Place
    {
        FileDescriptor parent;
        QByteArray name;
    };

    [[nodiscard]] Result<Place> placeOf(const QString &path);
    [[nodiscard]] Result<Place> freePlace(const QString &path);
    [[nodiscard]] Result<FileDescriptor> enter(const FileDescriptor &parent, const QString &part);
    [[nodiscard]] tl::unexpected<Error> refused(int number, const QString &path) const;

    FileDescriptor m_root;
    QString m_folder;
    qint64 m_foldersMade = 0;
};

} // namespace pierhead::archive
