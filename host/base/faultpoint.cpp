#include "faultpoint.h"

#include <QByteArray>

#include <csignal>
#include <unistd.h>

namespace pierhead {

void faultPoint(const char *name)
{
    static const QByteArray wanted = qgetenv("PIERHEAD_FAULT");
    if (wanted == name) {
        ::kill(::getpid(), SIGKILL);
    }
}

} // namespace pierhead
