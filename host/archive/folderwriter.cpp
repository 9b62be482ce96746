#include "folderwriter.h"

#include "entrypath.h"

#include <QFile>
#include <QStringList>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>

namespace pierhead::archive {

namespace {

constexpr mode_t folderMode = 0755;
constexpr int folderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

bool isFull(int number)
{
    return number == ENOSPC || number == EDQUOT;
}

/// What can only come of entries that contradict each other.
bool isContradiction(int number)
{
    return number == ENOTDIR || number == ELOOP || number == EISDIR || number == EEXIST
        || number == ENOTEMPTY;
}

} // namespace

FolderWriter::FolderWriter(FileDescriptor root, QString folder)
    : m_root(std::move(root))
    , m_folder(std::move(folder))
{ }

Result<FolderWriter> FolderWriter::open(const QString &folder)
{
    FileDescriptor root(
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!root.isValid()) {
        return failure(ErrorCode::Io,
                       Text::english("The folder %1 cannot be opened: %2. Check its rights.")
                           .arg(folder, QString::fromLocal8Bit(std::strerror(errno))));
    }
    return FolderWriter(std::move(root), folder);
}

Result<> FolderWriter::makeFolder(const QString &path)
{
    PIERHEAD_TRY(place, placeOf(path + QStringLiteral("/.")));
    return {};
}

Result<> FolderWriter::makeLink(const QString &path, const QString &target)
{
    PIERHEAD_TRY(place, freePlace(path));
    const QByteArray bytes = target.toUtf8();
    if (symlinkat(bytes.constData(), place.parent.get(), place.name.constData()) != 0) {
        return refused(errno, path);
    }
    return {};
}

Result<> FolderWriter::makeHardLink(const QString &path, const QString &existing)
{
    PIERHEAD_TRY(source, placeOf(existing));
    struct stat status = {};
    if (fstatat(source.parent.get(), source.name.constData(), &status, AT_SYMLINK_NOFOLLOW) != 0
        || !S_ISREG(status.st_mode)) {
        return failure(ErrorCode::InvalidImage,
                       Text::english("The archive's entry \"%1\" is a second name of \"%2\", which "
                                     "is no file before it.")
                           .arg(shown(path.toUtf8()), shown(existing.toUtf8())));
    }
    if (path == existing) {
        return {};
    }
    PIERHEAD_TRY(place, freePlace(path));
    if (linkat(source.parent.get(),
               source.name.constData(),
               place.parent.get(),
               place.name.constData(),
               0)
        != 0) {
        return refused(errno, path);
    }
    return {};
}

Result<FileDescriptor> FolderWriter::createFile(const QString &path, FileMode mode)
{
    PIERHEAD_TRY(place, freePlace(path));
    FileDescriptor file(openat(place.parent.get(),
                               place.name.constData(),
                               O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                               static_cast<mode_t>(mode)));
    if (!file.isValid()) {
        return refused(errno, path);
    }
    return file;
}

Result<> FolderWriter::write(const FileDescriptor &file,
                             const char *data,
                             std::size_t size,
                             qint64 offset) const
{
    while (size > 0) {
        const ssize_t written = pwrite(file.get(), data, size, offset);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return refused(written == 0 ? ENOSPC : errno, m_folder);
        }
        data += written;
        size -= static_cast<std::size_t>(written);
        offset += written;
    }
    return {};
}

Result<> FolderWriter::setSize(const FileDescriptor &file, qint64 size) const
{
    if (ftruncate(file.get(), size) != 0) {
        return refused(errno, m_folder);
    }
    return {};
}

void FolderWriter::beginWriteOut(const FileDescriptor &file) const
{
    // It is a hint: where it fails, nothing is lost but time.
    static_cast<void>(::sync_file_range(file.get(), 0, 0, SYNC_FILE_RANGE_WRITE));
}

Result<FolderWriter::Place> FolderWriter::placeOf(const QString &path)
{
    QStringList parts = path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    const QByteArray name = parts.takeLast().toUtf8();
    FileDescriptor folder(openat(m_root.get(), ".", folderFlags));
    if (!folder.isValid()) {
        return refused(errno, path);
    }
    for (const QString &part : parts) {
        Result<FileDescriptor> next = enter(folder, part);
        if (!next) {
            return tl::unexpected<Error>(next.error());
        }
        folder = std::move(*next);
    }
    return Place{std::move(folder), name};
}

/// A place where nothing stands, any more.
Result<FolderWriter::Place> FolderWriter::freePlace(const QString &path)
{
    Result<Place> place = placeOf(path);
    if (place && unlinkat(place->parent.get(), place->name.constData(), 0) != 0
        && errno != ENOENT) {
        // Linux and POSIX differ in what they say of a folder.
        return refused(errno == EPERM ? EISDIR : errno, path);
    }
    return place;
}

Result<FileDescriptor> FolderWriter::enter(const FileDescriptor &parent, const QString &part)
{
    const QByteArray name = part.toUtf8();
    if (mkdirat(parent.get(), name.constData(), folderMode) == 0) {
        ++m_foldersMade;
    } else if (errno != EEXIST) {
        return refused(errno, part);
    }
    FileDescriptor folder(openat(parent.get(), name.constData(), folderFlags));
    if (!folder.isValid()) {
        return refused(errno, part);
    }
    return folder;
}

tl::unexpected<Error> FolderWriter::refused(int number, const QString &path) const
{
    if (isContradiction(number)) {
        return failure(ErrorCode::InvalidImage,
                       Text::english("The archive has \"%1\" twice: as a folder, and as a link or "
                                     "file. It is not unpacked; get the image from a source you "
                                     "trust.")
                           .arg(shown(path.toUtf8())));
    }
    if (isFull(number)) {
        return failure(ErrorCode::Io,
                       Text::english("The disk is full: unpacking to %1 stopped. Free some space "
                                     "and try again.")
                           .arg(m_folder));
    }
    return failure(
        ErrorCode::Io,
        Text::english("\"%1\" cannot be written in %2: %3. Check the folder's rights "
                      "and the disk.")
            .arg(shown(path.toUtf8()), m_folder, QString::fromLocal8Bit(std::strerror(number))));
}

} // namespace pierhead::archive
