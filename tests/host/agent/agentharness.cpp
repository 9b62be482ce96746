#include "agentharness.h"

#include "waiting.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

namespace pierhead::test {

namespace agentcodec = backend::agentcodec;
using agent::FrameType;

namespace {

constexpr int patience = 10'000;

/// The agent of this machine, or what the suite names: one of another machine, in an emulator.
QStringList agentCommand()
{
    const QString named = qEnvironmentVariable("PIERHEAD_TEST_AGENT");
    return named.isEmpty() ? QStringList{QStringLiteral(PIERHEAD_TEST_AGENT)}
                           : named.split(QLatin1Char(' '));
}

} // namespace

AgentHarness::AgentHarness(quint32 silenceSeconds)
{
    connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] {
        take(m_process.readAllStandardOutput());
    });
    connect(&m_readable, &QSocketNotifier::activated, this, &AgentHarness::readPipe);
    QStringList command = agentCommand();
    const QString program = command.takeFirst();
    m_process.start(program, command);
    send(agentcodec::encodeHello(silenceSeconds));
    if (!test::waitFor([this] { return m_hello.version > 0; }, patience)) {
        qWarning("the agent does not say hello");
    }
}

AgentHarness::~AgentHarness()
{
    if (endConnection() < 0) {
        qWarning("the agent does not end with its input");
        m_process.kill();
        m_process.waitForFinished();
    }
}

quint32 AgentHarness::start(const backend::CommandSpec &spec, quint32 window)
{
    const auto frame = agentcodec::encodeStart(++m_lastId, spec, window, window);
    if (!frame) {
        qWarning("%s", qPrintable(frame.error().message));
    } else {
        send(*frame);
    }
    return m_lastId;
}

quint32 AgentHarness::connectTo(const QString &path, quint32 window)
{
    send(agentcodec::encodeConnect(++m_lastId, path, window).value());
    return m_lastId;
}

AgentHarness::Record AgentHarness::run(const QStringList &command)
{
    const quint32 id = start(spec(command));
    if (!waitForEnd(id)) {
        qWarning("the command does not end");
    }
    return record(id);
}

void AgentHarness::send(const QByteArray &bytes)
{
    if (!m_output.isValid()) {
        m_process.write(bytes);
    } else if (::write(m_output.get(), bytes.constData(), static_cast<std::size_t>(bytes.size()))
               != bytes.size()) {
        qWarning("the agent's pipe does not take all");
    }
}

void AgentHarness::takePipes()
{
    const auto open = [this](const agentcodec::PipeEnd &end, int direction) {
        const QByteArray path =
            QStringLiteral("/proc/%1/fd/%2").arg(pid()).arg(end.descriptor).toLocal8Bit();
        return FileDescriptor(::open(path.constData(), direction | O_CLOEXEC));
    };
    FileDescriptor output = open(m_hello.hostsOutput, O_WRONLY);
    m_input = open(m_hello.hostsInput, O_RDONLY);
    send(agentcodec::encode(FrameType::Pipes, 0));
    m_output = std::move(output);
    m_readable.setSocket(m_input.get());
    m_readable.setEnabled(true);
}

void AgentHarness::leavePipes()
{
    m_readable.setEnabled(false);
    m_input = {};
    m_output = {};
}

void AgentHarness::write(quint32 id, const QByteArray &bytes)
{
    send(agentcodec::encodeData(id, bytes));
}

void AgentHarness::closeInput(quint32 id)
{
    send(agentcodec::encode(FrameType::Eof, id));
}

void AgentHarness::close(quint32 id)
{
    send(agentcodec::encode(FrameType::Close, id));
}

bool AgentHarness::waitForStarted(quint32 id)
{
    return test::waitFor([this, id] { return record(id).pid > 0 || record(id).isOver(); },
                         patience);
}

bool AgentHarness::waitForEnd(quint32 id)
{
    return test::waitFor([this, id] { return record(id).isOver(); }, patience);
}

bool AgentHarness::waitForOutput(quint32 id, const QByteArray &part)
{
    return test::waitFor([this, id, part] { return record(id).output.contains(part); }, patience);
}

qint64 AgentHarness::endConnection()
{
    QElapsedTimer timer;
    timer.start();
    m_process.closeWriteChannel();
    const bool ended =
        test::waitFor([this] { return m_process.state() == QProcess::NotRunning; }, patience);
    return ended ? timer.elapsed() : -1;
}

QStringList AgentHarness::descriptors() const
{
    const QDir folder(QStringLiteral("/proc/%1/fd").arg(pid()));
    return folder.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
}

backend::CommandSpec AgentHarness::spec(const QStringList &command)
{
    backend::CommandSpec result;
    result.exec.command = command;
    return result;
}

backend::CommandSpec AgentHarness::shell(const QString &script)
{
    return spec({QStringLiteral("sh"), QStringLiteral("-c"), script});
}

void AgentHarness::readPipe()
{
    QByteArray bytes(64 * 1024, Qt::Uninitialized);
    const ssize_t count =
        ::read(m_input.get(), bytes.data(), static_cast<std::size_t>(bytes.size()));
    if (count <= 0) {
        m_readable.setEnabled(false);
        return;
    }
    take(bytes.left(count));
}

void AgentHarness::take(const QByteArray &bytes)
{
    const auto frames = m_decoder.take(bytes);
    if (!frames) {
        qWarning("%s", qPrintable(frames.error().message));
        return;
    }
    for (const agentcodec::Frame &frame : *frames) {
        takeFrame(frame);
    }
}

void AgentHarness::takeFrame(const agentcodec::Frame &frame)
{
    if (!m_goodbye.isEmpty()) {
        return; // as the host does
    }
    Record &record = m_records[frame.id];
    switch (frame.type) {
    case FrameType::Hello:
        m_hello = agentcodec::decodeHello(frame).value();
        break;
    case FrameType::Pipes:
        m_hasMoved = true;
        break;
    case FrameType::Pong:
        m_pongs.append(frame.id);
        break;
    case FrameType::Goodbye:
        m_goodbye = agentcodec::decodeGoodbye(frame).value();
        break;
    case FrameType::Started:
        record.pid = frame.payload.toHex().toLongLong(nullptr, 16);
        break;
    case FrameType::Exited:
        record.end = agentcodec::decodeExited(frame).value();
        break;
    case FrameType::Failed:
        record.failure = agentcodec::decodeFailed(frame).value();
        break;
    case FrameType::Window:
        record.granted += agentcodec::decodeWindow(frame).value().bytes;
        break;
    case FrameType::Data:
        (frame.channel == agent::Channel::Error ? record.error : record.output) += frame.payload;
        break;
    case FrameType::Connected:
        record.isConnected = true;
        break;
    case FrameType::Eof:
        record.isAtEof = true;
        break;
    case FrameType::Closed:
        record.closed = agentcodec::decodeClosed(frame).value();
        break;
    default:
        qWarning("the agent sent a frame of type %d", static_cast<int>(frame.type));
    }
}

bool isAlive(qint64 pid)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat.open(QIODevice::ReadOnly)) {
        return false;
    }
    const QByteArray text = stat.readAll();
    const char state = text.at(text.lastIndexOf(')') + 2);
    return state != 'Z' && state != 'X';
}

QByteArray childrenOf(qint64 pid)
{
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(pid));
    return children.open(QIODevice::ReadOnly) ? children.readAll() : QByteArray("unreadable");
}

} // namespace pierhead::test
