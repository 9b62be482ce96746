#pragma once

#include <stdint.h>
#include <sys/types.h>

namespace pierhead::agent {

/// Two pipes by which a host of the same machine can go on with the conversation, past the engine:
/// it takes its ends of them from this process, where the kernel lets it.
class DirectPipes final
{
public:
    DirectPipes() = default;
    ~DirectPipes();
    DirectPipes(const DirectPipes &) = delete;
    DirectPipes &operator=(const DirectPipes &) = delete;

    /// False where there are none to be had; the conversation goes on as it began.
    [[nodiscard]] bool open();

    [[nodiscard]] bool isOpen() const { return m_toHost[0] >= 0; }

    /// The ends that are the host's to take.
    [[nodiscard]] int hostsInput() const { return m_toHost[0]; }

    [[nodiscard]] int hostsOutput() const { return m_toAgent[1]; }

    /// Closes the host's ends here, when it has them: a pipe ends with the last that holds it.
    /// The agent's are the caller's then.
    void release(int &input, int &output);

    /// The number by which a pipe is told from every other.
    [[nodiscard]] static ino_t inodeOf(int descriptor);

private:
    void close();

    int m_toHost[2] = {-1, -1};
    int m_toAgent[2] = {-1, -1};
};

} // namespace pierhead::agent
