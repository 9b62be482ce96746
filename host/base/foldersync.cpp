#include "foldersync.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

namespace pierhead {

void syncFolder(const QString &folder)
{
    const int descriptor =
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

} // namespace pierhead
