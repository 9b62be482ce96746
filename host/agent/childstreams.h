#pragma once

#include "pty.h"

namespace pierhead::agent {

/// Both ends of a new command's three streams. Those not released are closed at its end.
class ChildStreams final
{
public:
    ChildStreams() = default;
    ~ChildStreams();
    ChildStreams(const ChildStreams &) = delete;
    ChildStreams &operator=(const ChildStreams &) = delete;

    /// Pipes; without input the command reads from /dev/null. False with errno.
    [[nodiscard]] bool openPipes(bool hasInput);
    /// One terminal for all three; its input and output are ours at two descriptors, its error is
    /// none. False with errno.
    [[nodiscard]] bool openTerminal(TerminalSize size);

    /// The command's end of stream 0, 1 or 2.
    [[nodiscard]] int childEnd(int stream) const { return m_child[stream]; }

    /// Our end, not blocking; -1 for none. It is the caller's from now on.
    [[nodiscard]] int release(int stream);

private:
    [[nodiscard]] bool openPipe(int stream);

    int m_child[3] = {-1, -1, -1};
    int m_own[3] = {-1, -1, -1};
};

} // namespace pierhead::agent
