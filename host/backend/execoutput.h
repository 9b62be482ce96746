#pragma once

#include <host/base/async.h>
#include <host/engine/framedstream.h>
#include <host/engine/httpstream.h>

#include <QPromise>

#include <atomic>
#include <memory>

namespace pierhead::backend {

/// What an exec writes, gathered until its stream ends.
class ExecOutput final
{
public:
    ExecOutput();
    Q_DISABLE_COPY_MOVE(ExecOutput)

    /// Waits for the stream's end; Cancelled when `stop` comes first, ProcessFailed over
    /// `maximumBytes`.
    [[nodiscard]] static Task<Result<void>>
    gather(engine::HttpStream *stream, std::shared_ptr<ExecOutput> output, StopToken stop);

    [[nodiscard]] QByteArray takeStandardOutput() { return std::move(m_standardOutput); }

    [[nodiscard]] QByteArray takeStandardError() { return std::move(m_standardError); }

    /// Of both outputs together.
    static constexpr qsizetype maximumBytes = 256LL * 1024 * 1024;

private:
    void take(const QByteArray &bytes);
    void finish();
    void end(Result<void> outcome);

    engine::FramedStream m_frames;
    QByteArray m_standardOutput;
    QByteArray m_standardError;
    QPromise<Result<void>> m_done;
    std::atomic_bool m_isOver = false; ///< a stop may come from any thread
};

} // namespace pierhead::backend
