#pragma once

#include "frame.h"
#include "pty.h"

namespace pierhead::agent {

/// A Start frame, taken apart. The texts lie in the frame.
class StartRequest final
{
public:
    explicit StartRequest(const Frame &frame);
    ~StartRequest();
    StartRequest(const StartRequest &) = delete;
    StartRequest &operator=(const StartRequest &) = delete;

    [[nodiscard]] bool isGood() const { return m_isGood; }

    [[nodiscard]] bool has(StartFlag flag) const
    {
        return (m_flags & static_cast<uint8_t>(flag)) != 0;
    }

    [[nodiscard]] uint32_t outputCredit() const { return m_outputCredit; }

    [[nodiscard]] uint32_t errorCredit() const { return m_errorCredit; }

    [[nodiscard]] TerminalSize terminal() const { return m_terminal; }

    /// Empty for the agent's own.
    [[nodiscard]] const char *directory() const { return m_directory; }

    /// Ends with nullptr; has at least the program.
    [[nodiscard]] char *const *arguments() const { return m_arguments; }

    /// The agent's own with the frame's entries over it; ends with nullptr.
    [[nodiscard]] char *const *environment() const { return m_environment; }

private:
    [[nodiscard]] bool readArguments(PayloadReader &reader);
    [[nodiscard]] bool readEnvironment(PayloadReader &reader);

    uint8_t m_flags = 0;
    uint32_t m_outputCredit = 0;
    uint32_t m_errorCredit = 0;
    TerminalSize m_terminal;
    const char *m_directory = "";
    char **m_arguments = nullptr;
    char **m_environment = nullptr;
    bool m_isGood = false;
};

} // namespace pierhead::agent
