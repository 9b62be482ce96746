#include "execoutput.h"

#include <QCoroFuture>

namespace pierhead::backend {

ExecOutput::ExecOutput()
{
    m_done.start();
}

void ExecOutput::take(const QByteArray &bytes)
{
    const Result<std::vector<engine::OutputChunk>> chunks = m_frames.take(bytes);
    if (!chunks) {
        end(tl::unexpected<Error>(chunks.error()));
        return;
    }
    for (const engine::OutputChunk &chunk : *chunks) {
        const bool isOutput = chunk.channel == engine::OutputChannel::Stdout;
        (isOutput ? m_standardOutput : m_standardError).append(chunk.bytes);
    }
    if (m_standardOutput.size() + m_standardError.size() > maximumBytes) {
        end(failure(ErrorCode::ProcessFailed,
                    QStringLiteral("The command was ended because it wrote more than %1 MiB. Read "
                                   "its output as a stream, or have it write less.")
                        .arg(maximumBytes / 1024 / 1024)));
    }
}

void ExecOutput::finish()
{
    if (m_frames.isAtBoundary()) {
        end({});
    } else {
        end(failure(ErrorCode::Protocol,
                    QStringLiteral("The command's output broke off in the middle.")));
    }
}

void ExecOutput::end(Result<void> outcome)
{
    if (!m_isOver.exchange(true)) {
        m_done.addResult(std::move(outcome));
        m_done.finish();
    }
}

Task<Result<void>>
ExecOutput::gather(engine::HttpStream *stream, std::shared_ptr<ExecOutput> output, StopToken stop)
{
    QObject::connect(stream,
                     &engine::HttpStream::received,
                     stream,
                     [output](const QByteArray &bytes) { output->take(bytes); });
    QObject::connect(stream, &engine::HttpStream::finished, stream, [output] { output->finish(); });
    QObject::connect(stream, &engine::HttpStream::failed, stream, [output](const Error &reason) {
        output->end(tl::unexpected<Error>(reason));
    });
    const auto onStop = [output] {
        output->end(cancelled(QStringLiteral("The command")));
    };
    const std::stop_callback callback(stop, onStop);
    stream->start();
    const QFuture<Result<void>> done = output->m_done.future();
    co_return co_await done;
}

} // namespace pierhead::backend
