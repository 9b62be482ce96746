#pragma once

#include "commandstream.h"

#include <host/agent/protocol.h>
#include <host/base/result.h>

#include <QByteArray>

#include <vector>

/// The host's side of host/agent/PROTOCOL.md as bytes; no connection, no state but the decoder's.
namespace pierhead::backend::agentcodec {

struct Frame
{
    agent::FrameType type = agent::FrameType::Hello;
    quint32 id = 0;
    QByteArray payload;                              ///< of a Data frame the bytes alone
    agent::Channel channel = agent::Channel::Output; ///< of a Data frame

    bool operator==(const Frame &) const = default;
};

/// Takes the agent's bytes apart, however they are cut.
class Decoder final
{
public:
    /// The frames that are complete with `bytes`. Of a Data frame the part that is there is a frame
    /// of its own: it is not held back, nor copied together. Once it failed (a size that no frame
    /// has) it goes on failing.
    [[nodiscard]] Result<std::vector<Frame>> take(QByteArray bytes);

    /// What has arrived of the next frame.
    [[nodiscard]] const QByteArray &rest() const { return m_rest; }

private:
    [[nodiscard]] qsizetype takeData(qsizetype position, std::vector<Frame> &frames);
    [[nodiscard]] qsizetype takeFrame(qsizetype position, std::vector<Frame> &frames);

    QByteArray m_rest;
    quint32 m_dataId = 0;
    agent::Channel m_dataChannel = agent::Channel::Output;
    qsizetype m_dataLeft = 0; ///< bytes of a Data frame that are still to come
    bool m_failed = false;
};

/// An end of one of the agent's pipes that is for the host to take.
struct PipeEnd
{
    quint32 descriptor = 0; ///< among the agent's
    quint64 inode = 0;      ///< tells the pipe from every other
};

struct Hello
{
    quint16 version = 0;
    quint32 capabilities = 0; ///< agent::Capability
    quint32 inputWindow = 0;  ///< bytes
    quint32 maximumPayload = 0;
    quint32 pid = 0; ///< of the agent, in its container
    PipeEnd hostsInput;
    PipeEnd hostsOutput;

    [[nodiscard]] bool has(agent::Capability capability) const
    {
        return (capabilities & static_cast<quint32>(capability)) != 0;
    }
};

struct Exited
{
    agent::EndKind kind = agent::EndKind::Exit;
    int value = 0; ///< exit code, or number of the signal

    bool operator==(const Exited &) const = default;
};

struct Failed
{
    agent::FailedStep step = agent::FailedStep::Resources;
    int error = 0; ///< errno of Linux
};

struct Window
{
    agent::Channel channel = agent::Channel::Input;
    quint32 bytes = 0;
};

// Payloads of the agent's frames. ErrorCode::Protocol where they are not of that form.
[[nodiscard]] Result<Hello> decodeHello(const Frame &frame);
[[nodiscard]] Result<Exited> decodeExited(const Frame &frame);
[[nodiscard]] Result<Failed> decodeFailed(const Frame &frame);
[[nodiscard]] Result<Window> decodeWindow(const Frame &frame);
/// The errno of a Closed frame, 0 for an ordinary end.
[[nodiscard]] Result<int> decodeClosed(const Frame &frame);
/// The reason in a Goodbye frame.
[[nodiscard]] Result<QString> decodeGoodbye(const Frame &frame);

// The host's frames.
[[nodiscard]] QByteArray encode(agent::FrameType type, quint32 id, const QByteArray &payload = {});
/// The agent ends when it has heard nothing for `silenceSeconds`; 0 for no such limit.
[[nodiscard]] QByteArray encodeHello(quint32 silenceSeconds);
/// InvalidArgument where a text holds a NUL or all together is more than a frame may be.
[[nodiscard]] Result<QByteArray>
encodeStart(quint32 id, const CommandSpec &spec, quint32 outputWindow, quint32 errorWindow);
/// `bytes` in as many frames as it needs.
[[nodiscard]] QByteArray encodeData(quint32 id, const QByteArray &bytes);
[[nodiscard]] QByteArray encodeWindow(quint32 id, agent::Channel channel, quint32 bytes);
[[nodiscard]] QByteArray encodeResize(quint32 id, TerminalSize size);
[[nodiscard]] QByteArray encodeSignal(quint32 id, quint8 number);
[[nodiscard]] Result<QByteArray> encodeConnect(quint32 id, const QString &path, quint32 window);

} // namespace pierhead::backend::agentcodec
