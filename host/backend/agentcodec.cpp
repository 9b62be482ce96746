#include "agentcodec.h"

#include <QtEndian>

#include <algorithm>

namespace pierhead::backend::agentcodec {

namespace {

constexpr qsizetype header = agent::headerSize;
constexpr qsizetype helloWithPipes = 46;

void append8(QByteArray &target, quint8 value)
{
    target.append(static_cast<char>(value));
}

template <typename T>
void appendNumber(QByteArray &target, T value)
{
    const T bigEndian = qToBigEndian(value);
    target.append(reinterpret_cast<const char *>(&bigEndian), sizeof bigEndian);
}

void appendText(QByteArray &target, const QByteArray &text)
{
    appendNumber(target, static_cast<quint32>(text.size()));
    target.append(text);
    target.append('\0');
}

template <typename T>
[[nodiscard]] T numberAt(const QByteArray &bytes, qsizetype position)
{
    return qFromBigEndian<T>(bytes.constData() + position);
}

tl::unexpected<Error> malformed(const char *what)
{
    return failure(ErrorCode::Protocol,
                   QStringLiteral("The agent in the container sent a %1 frame that is malformed. "
                                  "Restart the backend.")
                       .arg(QLatin1String(what)));
}

Result<QByteArray> checkedText(const QString &text, const QString &what)
{
    QByteArray bytes = text.toUtf8();
    if (bytes.contains('\0')) {
        return failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("%1 has a NUL character in it, which no program can be given. "
                           "Leave it out.")
                .arg(what));
    }
    return bytes;
}

Result<QByteArray> checkedFrame(agent::FrameType type, quint32 id, const QByteArray &payload)
{
    if (payload.size() > static_cast<qsizetype>(agent::maximumPayload)) {
        return failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("The command with its arguments and environment has %1 bytes; "
                           "%2 are possible. Pass large data through its input.")
                .arg(payload.size())
                .arg(agent::maximumPayload));
    }
    return encode(type, id, payload);
}

} // namespace

Result<std::vector<Frame>> Decoder::take(QByteArray bytes)
{
    std::vector<Frame> frames;
    if (m_rest.isEmpty()) {
        m_rest = std::move(bytes);
    } else {
        m_rest += bytes;
    }
    qsizetype position = 0;
    qsizetype taken = -1;
    while (taken != 0 && !m_failed) {
        taken = m_dataLeft > 0 ? takeData(position, frames) : takeFrame(position, frames);
        position += taken;
    }
    if (m_failed) {
        return failure(ErrorCode::Protocol,
                       QStringLiteral("What came from the agent in the container is no frame."),
                       QString::fromUtf8(m_rest.mid(position, 1024)));
    }
    m_rest.remove(0, position);
    return frames;
}

qsizetype Decoder::takeData(qsizetype position, std::vector<Frame> &frames)
{
    const qsizetype size = std::min(m_rest.size() - position, m_dataLeft);
    if (size > 0) {
        frames.push_back(
            {agent::FrameType::Data, m_dataId, m_rest.mid(position, size), m_dataChannel});
        m_dataLeft -= size;
    }
    return size;
}

/// One frame, or the head of a Data frame; 0 where it is not complete.
qsizetype Decoder::takeFrame(qsizetype position, std::vector<Frame> &frames)
{
    const qsizetype available = m_rest.size() - position - header;
    if (available < 0) {
        return 0;
    }
    const auto size = numberAt<quint32>(m_rest, position);
    const auto type = static_cast<agent::FrameType>(m_rest.at(position + 4));
    const auto id = numberAt<quint32>(m_rest, position + 5);
    const bool isData = type == agent::FrameType::Data;
    m_failed = size > agent::maximumPayload || (isData && size == 0);
    if (m_failed || available < (isData ? 1 : static_cast<qsizetype>(size))) {
        return 0;
    }
    if (isData) {
        m_dataId = id;
        m_dataChannel = static_cast<agent::Channel>(m_rest.at(position + header));
        m_dataLeft = static_cast<qsizetype>(size) - 1;
        return header + 1;
    }
    frames.push_back({type, id, m_rest.mid(position + header, size)});
    return header + static_cast<qsizetype>(size);
}

Result<Hello> decodeHello(const Frame &frame)
{
    const QByteArray &payload = frame.payload;
    if (frame.type != agent::FrameType::Hello || payload.size() < 22
        || numberAt<quint32>(payload, 0) != agent::protocolMagic) {
        return malformed("Hello");
    }
    Hello hello{numberAt<quint16>(payload, 4),
                numberAt<quint32>(payload, 6),
                numberAt<quint32>(payload, 10),
                numberAt<quint32>(payload, 14),
                numberAt<quint32>(payload, 18),
                {},
                {}};
    if (hello.has(agent::Capability::Pipes)) {
        if (payload.size() < helloWithPipes) {
            return malformed("Hello");
        }
        hello.hostsInput = {numberAt<quint32>(payload, 22), numberAt<quint64>(payload, 26)};
        hello.hostsOutput = {numberAt<quint32>(payload, 34), numberAt<quint64>(payload, 38)};
    }
    return hello;
}

Result<Exited> decodeExited(const Frame &frame)
{
    if (frame.payload.size() != 5) {
        return malformed("Exited");
    }
    return Exited{static_cast<agent::EndKind>(frame.payload.at(0)),
                  static_cast<int>(numberAt<quint32>(frame.payload, 1))};
}

Result<Failed> decodeFailed(const Frame &frame)
{
    if (frame.payload.size() != 5) {
        return malformed("Failed");
    }
    return Failed{static_cast<agent::FailedStep>(frame.payload.at(0)),
                  static_cast<int>(numberAt<quint32>(frame.payload, 1))};
}

Result<Window> decodeWindow(const Frame &frame)
{
    if (frame.payload.size() != 5) {
        return malformed("Window");
    }
    return Window{static_cast<agent::Channel>(frame.payload.at(0)),
                  numberAt<quint32>(frame.payload, 1)};
}

Result<int> decodeClosed(const Frame &frame)
{
    if (frame.payload.size() != 4) {
        return malformed("Closed");
    }
    return static_cast<int>(numberAt<quint32>(frame.payload, 0));
}

Result<QString> decodeGoodbye(const Frame &frame)
{
    if (frame.payload.size() < 5) {
        return malformed("Goodbye");
    }
    return QString::fromUtf8(frame.payload.mid(4, numberAt<quint32>(frame.payload, 0)));
}

QByteArray encode(agent::FrameType type, quint32 id, const QByteArray &payload)
{
    QByteArray frame;
    frame.reserve(header + payload.size());
    appendNumber(frame, static_cast<quint32>(payload.size()));
    append8(frame, static_cast<quint8>(type));
    appendNumber(frame, id);
    frame += payload;
    return frame;
}

QByteArray encodeHello(quint32 silenceSeconds)
{
    QByteArray payload;
    appendNumber(payload, agent::protocolVersion);
    appendNumber(payload, silenceSeconds);
    return encode(agent::FrameType::Hello, 0, payload);
}

Result<QByteArray>
encodeStart(quint32 id, const CommandSpec &spec, quint32 outputWindow, quint32 errorWindow)
{
    const TerminalSize size = spec.terminal.value_or(TerminalSize{});
    quint8 flags = spec.hasInput ? static_cast<quint8>(agent::StartFlag::Input) : 0;
    if (spec.terminal) {
        flags |= static_cast<quint8>(agent::StartFlag::Terminal);
    }
    if (spec.exec.command.isEmpty() || spec.exec.command.constFirst().isEmpty()) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("The command is empty: name a program to run."));
    }
    QByteArray payload;
    append8(payload, flags);
    appendNumber(payload, outputWindow);
    appendNumber(payload, errorWindow);
    appendNumber(payload, size.columns);
    appendNumber(payload, size.rows);
    PIERHEAD_TRY(directory,
                 checkedText(spec.exec.workingDirectory,
                             QStringLiteral("The working directory of the command")));
    appendText(payload, directory);
    appendNumber(payload, static_cast<quint32>(spec.exec.command.size()));
    for (const QString &argument : spec.exec.command) {
        PIERHEAD_TRY(text, checkedText(argument, QStringLiteral("An argument of the command")));
        appendText(payload, text);
    }
    appendNumber(payload, static_cast<quint32>(spec.exec.environment.size()));
    for (auto entry = spec.exec.environment.cbegin(); entry != spec.exec.environment.cend();
         ++entry) {
        if (entry.key().isEmpty() || entry.key().contains(QLatin1Char('='))) {
            return failure(
                ErrorCode::InvalidArgument,
                QStringLiteral("\"%1\" is no name of an environment variable.").arg(entry.key()));
        }
        PIERHEAD_TRY(text,
                     checkedText(entry.key() + QLatin1Char('=') + entry.value(),
                                 QStringLiteral("The environment of the command")));
        appendText(payload, text);
    }
    return checkedFrame(agent::FrameType::Start, id, payload);
}

QByteArray encodeData(quint32 id, const QByteArray &bytes)
{
    QByteArray frames;
    for (qsizetype at = 0; at < bytes.size(); at += static_cast<qsizetype>(agent::maximumData)) {
        QByteArray payload;
        append8(payload, static_cast<quint8>(agent::Channel::Input));
        payload += bytes.mid(at, agent::maximumData);
        frames += encode(agent::FrameType::Data, id, payload);
    }
    return frames;
}

QByteArray encodeWindow(quint32 id, agent::Channel channel, quint32 bytes)
{
    QByteArray payload;
    append8(payload, static_cast<quint8>(channel));
    appendNumber(payload, bytes);
    return encode(agent::FrameType::Window, id, payload);
}

QByteArray encodeResize(quint32 id, TerminalSize size)
{
    QByteArray payload;
    appendNumber(payload, size.columns);
    appendNumber(payload, size.rows);
    return encode(agent::FrameType::Resize, id, payload);
}

QByteArray encodeSignal(quint32 id, quint8 number)
{
    return encode(agent::FrameType::Signal, id, QByteArray(1, static_cast<char>(number)));
}

Result<QByteArray> encodeConnect(quint32 id, const QString &path, quint32 window)
{
    QByteArray payload;
    appendNumber(payload, window);
    PIERHEAD_TRY(text, checkedText(path, QStringLiteral("The path of the socket")));
    appendText(payload, text);
    return checkedFrame(agent::FrameType::Connect, id, payload);
}

} // namespace pierhead::backend::agentcodec
