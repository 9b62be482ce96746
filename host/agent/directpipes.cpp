#include "directpipes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pierhead::agent {

namespace {

bool openPipe(int (&ends)[2])
{
    return pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0;
}

void closeEnd(int &end)
{
    if (end >= 0) {
        ::close(end);
        end = -1;
    }
}

} // namespace

DirectPipes::~DirectPipes()
{
    close();
}

bool DirectPipes::open()
{
    if (openPipe(m_toHost) && openPipe(m_toAgent)) {
        return true;
    }
    close();
    return false;
}

void DirectPipes::release(int &input, int &output)
{
    closeEnd(m_toHost[0]);
    closeEnd(m_toAgent[1]);
    output = m_toHost[1];
    input = m_toAgent[0];
    m_toHost[1] = -1;
    m_toAgent[0] = -1;
}

void DirectPipes::close()
{
    for (int side = 0; side < 2; ++side) {
        closeEnd(m_toHost[side]);
        closeEnd(m_toAgent[side]);
    }
}

ino_t DirectPipes::inodeOf(int descriptor)
{
    struct stat status = {};
    return fstat(descriptor, &status) == 0 ? status.st_ino : 0;
}

} // namespace pierhead::agent
