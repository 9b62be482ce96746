#include "pty.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace pierhead::agent {

bool Terminal::open(TerminalSize size)
{
    char name[64];
    master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0
        && ptsname_r(master, name, sizeof name) == 0) {
        slave = ::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    }
    if (slave < 0 || fcntl(master, F_SETFL, O_NONBLOCK) != 0) {
        const int error = errno;
        close(master);
        close(slave);
        master = -1;
        slave = -1;
        errno = error;
        return false;
    }
    resizeTerminal(master, size);
    return true;
}

void resizeTerminal(int master, TerminalSize size)
{
    winsize window = {};
    window.ws_col = size.columns;
    window.ws_row = size.rows;
    ioctl(master, TIOCSWINSZ, &window);
}

} // namespace pierhead::agent
