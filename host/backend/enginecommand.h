#pragma once

#include "commandstream.h"
#include "execkiller.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>
#include <host/engine/httpstream.h>

#include <memory>

namespace pierhead::backend {

/// A command that the engine's exec API runs.
class EngineCommand final : public CommandStream
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineCommand)

public:
    /// Starts it. No running container is NotFound; a program that cannot be run is no failure, but
    /// ends with 126 or 127 and the engine's words on standard error.
    [[nodiscard]] static Task<Result<std::unique_ptr<CommandStream>>>
    open(engine::EngineClient client, QString container, CommandSpec spec, StopToken stop);

    ~EngineCommand() override; // NOLINT(bugprone-exception-escape): see there

    void write(const QByteArray &bytes) override;
    void closeInput() override;
    void resize(TerminalSize size) override;
    /// As execkiller.h says; where that is not possible, failed() follows.
    void kill() override;
    void acknowledge(engine::OutputChannel channel, qint64 bytes) override;

private:
    EngineCommand() = default;
    void begin(std::shared_ptr<const RunningExec> exec,
               std::unique_ptr<engine::HttpStream> stream,
               bool hasTerminal);
    void beginUnrunnable(const Error &error);
    void received(const QByteArray &bytes);
    void take(const engine::OutputChunk &chunk);
    [[nodiscard]] bool maybeEngineWords(const engine::OutputChunk &chunk) const;
    void streamEnded();
    void ended(const Result<engine::ExecDetails> &details);
    void killed(bool hasEnded);
    void fail(const Error &reason);

    std::shared_ptr<const RunningExec> m_exec; ///< until it is over
    std::unique_ptr<engine::HttpStream> m_stream;
    engine::FramedStream m_framing;
    QByteArray m_words; ///< output so far, where it may be the engine's own
    std::shared_ptr<std::optional<TerminalSize>> m_wantedSize =
        std::make_shared<std::optional<TerminalSize>>(); ///< while the engine is being told
    qint64 m_unacknowledged = 0;
    bool m_hasTerminal = false;
    bool m_hasOutput = false;
    bool m_isKilling = false;
};

} // namespace pierhead::backend
