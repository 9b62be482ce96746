#include "childstreams.h"

#include <fcntl.h>
#include <unistd.h>

namespace pierhead::agent {

ChildStreams::~ChildStreams()
{
    for (int stream = 0; stream < 3; ++stream) {
        close(m_child[stream]);
        close(m_own[stream]);
    }
}

bool ChildStreams::openPipes(bool hasInput)
{
    if (hasInput ? !openPipe(0) : (m_child[0] = open("/dev/null", O_RDONLY | O_CLOEXEC)) < 0) {
        return false;
    }
    return openPipe(1) && openPipe(2);
}

bool ChildStreams::openTerminal(TerminalSize size)
{
    Terminal terminal;
    if (!terminal.open(size)) {
        return false;
    }
    m_own[1] = terminal.master;
    m_child[0] = terminal.slave;
    m_own[0] = fcntl(terminal.master, F_DUPFD_CLOEXEC, 3);
    m_child[1] = fcntl(terminal.slave, F_DUPFD_CLOEXEC, 3);
    m_child[2] = fcntl(terminal.slave, F_DUPFD_CLOEXEC, 3);
    return m_own[0] >= 0 && m_child[1] >= 0 && m_child[2] >= 0;
}

int ChildStreams::release(int stream)
{
    const int fd = m_own[stream];
    m_own[stream] = -1;
    return fd;
}

bool ChildStreams::openPipe(int stream)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return false;
    }
    const bool isInput = stream == 0;
    m_child[stream] = ends[isInput ? 0 : 1];
    m_own[stream] = ends[isInput ? 1 : 0];
    return fcntl(m_own[stream], F_SETFL, O_NONBLOCK) == 0;
}

} // namespace pierhead::agent
