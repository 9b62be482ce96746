#include "lifeline.h"

#include <errno.h>
#include <unistd.h>

namespace pierhead::agent {

Lifeline::Lifeline(EventLoop &loop)
    : m_loop(loop)
{ }

Lifeline::~Lifeline()
{
    end();
}

void Lifeline::watch(int fd)
{
    m_fd = fd;
    m_hasEnded = !m_loop.watch(fd, EPOLLIN, *this);
}

void Lifeline::ready(uint32_t)
{
    uint8_t byte = 0;
    const ssize_t count = read(m_fd, &byte, 1);
    if (count >= 0 || (errno != EAGAIN && errno != EINTR)) {
        end();
    }
}

void Lifeline::end()
{
    if (m_fd >= 0) {
        m_loop.unwatch(m_fd, *this);
        m_fd = -1;
        m_hasEnded = true;
    }
}

} // namespace pierhead::agent
