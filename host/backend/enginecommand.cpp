#include "enginecommand.h"

#include "execstart.h"

#include <QCoroTimer>
#include <QPointer>

#include <chrono>

namespace pierhead::backend {

namespace {

/// Bytes that may wait for the receiver before the engine is held up.
constexpr qint64 window = 1024LL * 1024;

/// What Docker 20 writes to the standard output of a program that it could not run.
const QByteArray engineWords = QByteArrayLiteral("OCI runtime exec failed");
constexpr qsizetype engineWordsLimit = 64LL * 1024;

/// An engine takes no size before the program runs, and says that it runs before it does. Podman 4
/// takes sizes that come close together and gives the terminal the first of them, so each is told
/// once more when it has stayed for a while. Ends when no size is wanted any more.
Task<void> resizeWhenRunning(engine::EngineClient client,
                             QString exec,
                             std::shared_ptr<std::optional<TerminalSize>> wanted)
{
    constexpr int mostRefusals = 20;
    constexpr std::chrono::milliseconds pause{25};
    constexpr std::chrono::milliseconds rest{300};
    int refusals = 0;
    std::optional<TerminalSize> told;
    while (*wanted && refusals < mostRefusals) {
        const TerminalSize size = **wanted;
        const Result<void> resized = co_await client.resizeExec(exec, size.columns, size.rows);
        if (!resized) {
            ++refusals;
            co_await QCoro::sleepFor(pause);
        } else if (told != size) {
            told = size;
            co_await QCoro::sleepFor(rest);
        } else if (*wanted == size) {
            wanted->reset();
        }
    }
    wanted->reset();
}

} // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): only where the memory is at its end
EngineCommand::~EngineCommand()
{
    if (m_exec && !m_isKilling) {
        // It goes on by itself; nobody is there any more to hear whether it succeeds.
        static_cast<void>(killExec(m_exec));
    }
}

Task<Result<std::unique_ptr<CommandStream>>> EngineCommand::open(engine::EngineClient client,
                                                                 QString container,
                                                                 CommandSpec spec,
                                                                 StopToken stop)
{
    if (spec.exec.command.isEmpty()) {
        co_return failure(ErrorCode::InvalidArgument,
                          Text::english("A command to run in the backend is empty."));
    }
    const engine::ExecConfig config = execConfig(spec);
    const Result<QString> id = co_await client.createExec(container, config, stop);
    if (!id) {
        co_return tl::unexpected<Error>(co_await explained(client, container, id.error()));
    }
    const auto exec = std::make_shared<const RunningExec>(client, container, *id);
    std::unique_ptr<EngineCommand> command(new EngineCommand);
    // Not stopped half-way: a program that may have been started has to be found to be ended.
    Result<std::unique_ptr<engine::HttpStream>> stream;
    if (config.tty) {
        stream = co_await client.startTerminalExec(*id);
    } else {
        stream = co_await client.startExec(*id);
    }
    if (stream) {
        command->begin(exec, std::move(*stream), config.tty);
        if (spec.terminal) {
            command->resize(*spec.terminal);
        }
    } else if (isAboutTheProgram(stream.error())) {
        command->beginUnrunnable(stream.error());
    } else {
        co_return tl::unexpected<Error>(co_await explained(client, container, stream.error()));
    }
    co_return command;
}

void EngineCommand::begin(std::shared_ptr<const RunningExec> exec,
                          std::unique_ptr<engine::HttpStream> stream,
                          bool hasTerminal)
{
    m_exec = std::move(exec);
    m_hasTerminal = hasTerminal;
    m_stream = std::move(stream);
    connect(m_stream.get(), &engine::HttpStream::received, this, &EngineCommand::received);
    connect(m_stream.get(), &engine::HttpStream::finished, this, &EngineCommand::streamEnded);
    connect(m_stream.get(), &engine::HttpStream::failed, this, &EngineCommand::fail);
    m_stream->start();
    QMetaObject::invokeMethod(this, &CommandStream::started, Qt::QueuedConnection);
}

void EngineCommand::beginUnrunnable(const Error &error)
{
    const QByteArray words = error.message.toUtf8() + '\n';
    const QPointer<EngineCommand> self = this;
    QMetaObject::invokeMethod(
        this,
        [self, words] {
            Q_EMIT self->output(engine::OutputChannel::Stderr, words);
            if (self) {
                Q_EMIT self->finished(unrunnableCode(words));
            }
        },
        Qt::QueuedConnection);
}

void EngineCommand::write(const QByteArray &bytes)
{
    if (m_exec) {
        m_stream->write(bytes);
        Q_EMIT inputTaken(bytes.size());
    }
}

void EngineCommand::closeInput()
{
    if (!m_exec) {
        return;
    }
    if (m_hasTerminal) {
        m_stream->write(QByteArray(1, '\x04'));
    } else {
        m_stream->closeWrite();
    }
}

void EngineCommand::resize(TerminalSize size)
{
    if (!m_exec || !m_hasTerminal) {
        return;
    }
    const bool isUnderWay = m_wantedSize->has_value();
    *m_wantedSize = size;
    if (!isUnderWay) {
        // A size that came too late for a program that has ended is no failure.
        static_cast<void>(resizeWhenRunning(m_exec->client(), m_exec->id(), m_wantedSize));
    }
}

void EngineCommand::kill()
{
    if (m_exec && !m_isKilling) {
        m_isKilling = true;
        QCoro::connect(killExec(m_exec), this, [this](bool hasEnded) { killed(hasEnded); });
    }
}

void EngineCommand::killed(bool hasEnded)
{
    if (!hasEnded && m_exec) {
        fail({ErrorCode::ProcessFailed,
              Text::english("The command could not be ended."),
              Text::english("It could not be ended in the container %1, and may still run there.")
                  .arg(m_exec->container())});
    }
}

void EngineCommand::acknowledge(engine::OutputChannel, qint64 bytes)
{
    m_unacknowledged -= bytes;
    if (m_stream && m_unacknowledged < window) {
        m_stream->setPaused(false);
    }
}

void EngineCommand::received(const QByteArray &bytes)
{
    if (m_hasTerminal) {
        take({engine::OutputChannel::Stdout, bytes});
        return;
    }
    const Result<std::vector<engine::OutputChunk>> chunks = m_framing.take(bytes);
    if (!chunks) {
        fail(chunks.error());
        return;
    }
    const QPointer<EngineCommand> self = this;
    for (const engine::OutputChunk &chunk : *chunks) {
        take(chunk);
        if (!self || !m_exec) {
            return;
        }
    }
}

void EngineCommand::take(const engine::OutputChunk &chunk)
{
    if (maybeEngineWords(chunk)) {
        m_words += chunk.bytes;
        return;
    }
    const QByteArray held = std::exchange(m_words, {});
    m_hasOutput = true;
    m_unacknowledged += held.size() + chunk.bytes.size();
    if (m_unacknowledged >= window) {
        m_stream->setPaused(true);
    }
    const QPointer<EngineCommand> self = this;
    if (!held.isEmpty()) {
        Q_EMIT output(engine::OutputChannel::Stdout, held);
    }
    if (self) {
        Q_EMIT output(chunk.channel, chunk.bytes);
    }
}

bool EngineCommand::maybeEngineWords(const engine::OutputChunk &chunk) const
{
    const QByteArray all = m_words + chunk.bytes.left(engineWordsLimit);
    return !m_hasOutput && chunk.channel == engine::OutputChannel::Stdout
        && all.size() < engineWordsLimit
        && (all.startsWith(engineWords) || engineWords.startsWith(all));
}

void EngineCommand::streamEnded()
{
    if (!m_exec) {
        return;
    }
    if (!m_hasTerminal && !m_framing.isAtBoundary()) {
        fail({ErrorCode::Protocol,
              Text::english("The command's output broke off in the middle of a piece.")});
        return;
    }
    QCoro::connect(awaitExecEnd(m_exec->client(), m_exec->id()),
                   this,
                   [this](const Result<engine::ExecDetails> &details) { ended(details); });
}

void EngineCommand::ended(const Result<engine::ExecDetails> &details)
{
    if (!m_exec) {
        return;
    }
    if (!details) {
        fail(details.error());
        return;
    }
    m_exec.reset();
    const int code = details->exitCode.value_or(0);
    const bool isUnrunnable =
        details->pid == 0 && m_words.startsWith(engineWords) && (code == 126 || code == 127);
    const QPointer<EngineCommand> self = this;
    if (!m_words.isEmpty()) {
        Q_EMIT output(isUnrunnable ? engine::OutputChannel::Stderr : engine::OutputChannel::Stdout,
                      m_words);
    }
    if (self) {
        Q_EMIT finished(isUnrunnable ? unrunnableCode(m_words) : code);
    }
}

void EngineCommand::fail(const Error &reason)
{
    if (m_exec) {
        m_exec.reset();
        Q_EMIT failed(reason);
    }
}

} // namespace pierhead::backend
