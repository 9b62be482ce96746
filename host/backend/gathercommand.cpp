#include "gathercommand.h"

#include <host/base/answer.h>

namespace pierhead::backend {

namespace {

/// What is known of the command so far; of the command's thread.
struct Gathering
{
    ExecOutcome outcome;
    std::optional<Error> error; ///< why it was ended
    Answer<void> done;

    void take(CommandStream *command, engine::OutputChannel channel, const QByteArray &bytes)
    {
        command->acknowledge(channel, bytes.size());
        if (error) {
            return;
        }
        (channel == engine::OutputChannel::Stderr ? outcome.standardError
                                                  : outcome.standardOutput) += bytes;
        if (outcome.standardOutput.size() + outcome.standardError.size() > gatherLimit) {
            end(command,
                {ErrorCode::ProcessFailed,
                 Text::english("The command wrote more than %1 MiB and was ended. Run it as a "
                               "stream.")
                     .arg(gatherLimit / 1024 / 1024)});
        }
    }

    void setEnd(int exitCode, const QString &signalName)
    {
        if (signalName.isEmpty()) {
            outcome.exitCode = exitCode;
        } else {
            outcome.signal = signalName;
        }
        done.give({});
    }

    void end(CommandStream *command, const Error &reason)
    {
        if (!error) {
            error = reason;
            command->kill();
        }
    }
};

} // namespace

Task<Result<ExecOutcome>> gatherCommand(std::unique_ptr<CommandStream> command, StopToken stop)
{
    const auto gathering = std::make_shared<Gathering>();
    CommandStream *stream = command.get();
    QObject::connect(stream,
                     &CommandStream::output,
                     stream,
                     [gathering, stream](engine::OutputChannel channel, const QByteArray &bytes) {
                         gathering->take(stream, channel, bytes);
                     });
    QObject::connect(stream,
                     &CommandStream::finished,
                     stream,
                     [gathering](int exitCode, const QString &signalName) {
                         gathering->setEnd(exitCode, signalName);
                     });
    QObject::connect(stream, &CommandStream::failed, stream, [gathering](const Error &reason) {
        gathering->done.give(tl::unexpected<Error>(reason));
    });
    const auto onStop = [gathering, stream] {
        gathering->end(stream, cancelled(Text::english("The command")).value());
    };
    Result<void> result = co_await answerOf(gathering->done.future(), stop, stream, onStop);
    if (gathering->error) {
        Error reason = *gathering->error;
        if (!result) {
            reason.detail = result.error().detail;
        }
        co_return tl::unexpected<Error>(reason);
    }
    if (!result) {
        co_return tl::unexpected<Error>(result.error());
    }
    co_return std::move(gathering->outcome);
}

} // namespace pierhead::backend
