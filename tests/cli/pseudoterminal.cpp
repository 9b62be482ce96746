#include "pseudoterminal.h"

#include "waiting.h"

#include <QTest>

#include <array>
#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace pierhead::test {

PseudoTerminal::PseudoTerminal(int columns, int rows)
{
    const winsize size{static_cast<ushort>(rows), static_cast<ushort>(columns), 0, 0};
    const int opened = ::openpty(&m_userSide, &m_programSide, nullptr, nullptr, &size);
    Q_ASSERT(opened == 0);
    Q_UNUSED(opened)
    ::fcntl(m_userSide, F_SETFL, O_NONBLOCK);
    ::fcntl(m_userSide, F_SETFD, FD_CLOEXEC);
    ::fcntl(m_programSide, F_SETFD, FD_CLOEXEC);
}

PseudoTerminal::~PseudoTerminal()
{
    ::close(m_userSide);
    ::close(m_programSide);
}

void PseudoTerminal::resize(int columns, int rows)
{
    const winsize size{static_cast<ushort>(rows), static_cast<ushort>(columns), 0, 0};
    ::ioctl(m_userSide, TIOCSWINSZ, &size);
}

void PseudoTerminal::type(const QByteArray &keys)
{
    const ssize_t written = ::write(m_userSide, keys.constData(), std::size_t(keys.size()));
    Q_ASSERT(written == keys.size());
    Q_UNUSED(written)
}

QByteArray PseudoTerminal::output()
{
    read();
    return QByteArray(m_output).replace("\r\n", "\n");
}

bool PseudoTerminal::waitForOutput(const QByteArray &text)
{
    constexpr int timeLimit = 30'000;
    return test::waitFor([this, &text] { return output().contains(text); }, timeLimit);
}

void PseudoTerminal::adoptInChild() const
{
    ::setsid();
    ::ioctl(m_programSide, TIOCSCTTY, 0);
    ::dup2(m_programSide, STDIN_FILENO);
    ::dup2(m_programSide, STDOUT_FILENO);
    ::dup2(m_programSide, STDERR_FILENO);
}

void PseudoTerminal::read()
{
    constexpr std::size_t pieceSize = 4096;
    std::array<char, pieceSize> piece{};
    ssize_t got = 0;
    while ((got = ::read(m_userSide, piece.data(), piece.size())) > 0) {
        m_output.append(piece.data(), got);
    }
}

} // namespace pierhead::test
