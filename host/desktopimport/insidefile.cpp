#include "insidefile.h"

#include <host/base/filedescriptor.h>

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>

namespace pierhead::desktopimport {

namespace {

tl::unexpected<Error> notOpened(const QString &path, int why)
{
    if (why == ENOENT) {
        return failure(ErrorCode::NotFound, Text::english("it has no %1").arg(path));
    }
    // With O_NOFOLLOW a link is ELOOP as a file, and ENOTDIR as a folder.
    const bool isLink = why == ELOOP || why == ENOTDIR;
    return failure(ErrorCode::Io,
                   isLink ? Text::english("%1 is a link or no file of its own").arg(path)
                          : Text::english("%1 cannot be read: %2")
                                .arg(path, QString::fromLocal8Bit(std::strerror(why))));
}

} // namespace

Result<QByteArray> readInside(const QString &folder, const QStringList &parts, qint64 most)
{
    const QString path = parts.join(QLatin1Char('/'));
    FileDescriptor at(
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    for (const QString &part : parts) {
        if (!at.isValid()) {
            return notOpened(path, errno);
        }
        const bool isLast = &part == &parts.constLast();
        // A pipe would be waited for.
        const int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | (isLast ? O_NONBLOCK : O_DIRECTORY);
        at = FileDescriptor(::openat(at.get(), QFile::encodeName(part).constData(), flags));
    }
    struct stat status = {};
    if (!at.isValid() || ::fstat(at.get(), &status) != 0) {
        return notOpened(path, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        return failure(ErrorCode::Io, Text::english("%1 is no file").arg(path));
    }
    QFile file;
    if (!file.open(at.get(), QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io,
                       Text::english("%1 cannot be read: %2").arg(path, file.errorString()));
    }
    QByteArray content = file.read(most + 1); // it may grow
    if (content.size() > most) {
        return failure(ErrorCode::Io,
                       Text::english("%1 has more than %2 bytes").arg(path).arg(most));
    }
    return content;
}

} // namespace pierhead::desktopimport
