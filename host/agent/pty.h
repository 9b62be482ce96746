#pragma once

#include <stdint.h>

namespace pierhead::agent {

struct TerminalSize
{
    uint16_t columns = 80;
    uint16_t rows = 24;
};

/// Both ends of a new pseudo terminal, close-on-exec; master does not block.
struct Terminal
{
    int master = -1;
    int slave = -1;

    /// False with errno; then both are -1.
    [[nodiscard]] bool open(TerminalSize size);
};

void resizeTerminal(int master, TerminalSize size);

} // namespace pierhead::agent
