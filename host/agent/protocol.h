#pragma once

#include <stdint.h> // NOLINT(modernize-deprecated-headers): the agent has no C++ library

/// The numbers of the protocol between the agent and its host; PROTOCOL.md says what they mean.
/// Included by both sides, so it needs nothing but integers.
namespace pierhead::agent {

inline constexpr uint16_t protocolVersion = 1;

/// The first bytes of the agent's first frame: "PHAG".
inline constexpr uint32_t protocolMagic = 0x50484147;

/// Payload size (4 bytes), type (1), id (4).
inline constexpr uint32_t headerSize = 9;
/// No frame is larger; it is what a command line may be.
inline constexpr uint32_t maximumPayload = 4 * 1024 * 1024;
/// Bytes in one Data frame, without the channel.
inline constexpr uint32_t maximumData = 64 * 1024;
/// What the host may send to a command or relay before the first Window frame.
inline constexpr uint32_t inputWindow = 128 * 1024;

enum class FrameType : uint8_t {
    Hello = 1,
    Ping = 2,
    Pong = 3,
    Shutdown = 4,
    Goodbye = 5,
    Pipes = 6,
    Start = 16,
    Started = 17,
    Exited = 18,
    Failed = 19,
    Signal = 20,
    Resize = 21,
    Data = 32,
    Eof = 33,
    Window = 34,
    Close = 35,
    Connect = 48,
    Connected = 49,
    Closed = 50,
};

/// What a Data, Eof or Window frame is about.
enum class Channel : uint8_t {
    Input = 0,  ///< to the command's standard input, or into the relayed socket
    Output = 1, ///< standard output, the terminal, or out of the relayed socket
    Error = 2,  ///< standard error
};

/// What was being done when a Failed frame's errno came up.
enum class FailedStep : uint8_t {
    Resources = 1, ///< pipes, memory, a new process
    Directory = 2, ///< entering the working directory
    Program = 3,   ///< executing the program
    Terminal = 4,
    Connect = 5, ///< connecting to the socket
    Request = 6, ///< the frame itself
};

enum class EndKind : uint8_t {
    Exit = 0,
    Signal = 1,
};

/// Bits of Start's flags.
enum class StartFlag : uint8_t {
    Input = 1,
    Terminal = 2,
};

/// Bits of Hello's capabilities.
enum class Capability : uint32_t {
    Commands = 1,
    Terminals = 2,
    Relays = 4,
    Pipes = 8,
};

} // namespace pierhead::agent
