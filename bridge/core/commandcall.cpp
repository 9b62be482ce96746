#include "commandcall.h"

#include "chunksink.h"
#include "commandwords.h"

#include <QCoroFuture>
#include <QPointer>
#include <QPromise>

namespace pierhead::bridge {

using backend::CommandStream;
using engine::OutputChannel;

namespace {

/// Cuts bytes between characters: what is begun at the end waits for its rest.
class CharacterCutter final
{
public:
    std::string take(const QByteArray &bytes)
    {
        std::string text = std::exchange(m_rest, {}) + bytes.toStdString();
        const std::size_t begun = begunAt(text);
        m_rest = text.substr(begun);
        text.resize(begun);
        return text;
    }

    [[nodiscard]] const std::string &rest() const { return m_rest; }

private:
    /// Where a character of more than one byte begins that is not complete, or the end.
    static std::size_t begunAt(const std::string &text)
    {
        constexpr std::size_t longest = 4;
        for (std::size_t back = 1; back < longest && back <= text.size(); ++back) {
            const auto byte = static_cast<unsigned char>(text[text.size() - back]);
            if ((byte & 0xC0U) == 0x80U) {
                continue; // inside a character
            }
            const std::size_t length = byte >= 0xF0U ? 4
                : byte >= 0xE0U                      ? 3
                : byte >= 0xC0U                      ? 2
                                                     : 1;
            return length > back ? text.size() - back : text.size();
        }
        return text.size();
    }

    std::string m_rest;
};

/// A command's output on its way to the page.
struct Relay
{
    std::shared_ptr<ChunkSink> sink;
    CharacterCutter output;
    CharacterCutter error;
    bool isStopped = false;
    QPromise<Result<int>> done;

    void take(CommandStream *command, OutputChannel channel, const QByteArray &bytes)
    {
        const bool isError = channel == OutputChannel::Stderr;
        const auto used = [guard = QPointer<CommandStream>(command), channel, size = bytes.size()] {
            if (guard) {
                guard->acknowledge(channel, size);
            }
        };
        const std::string text = (isError ? error : output).take(bytes);
        if (text.empty()) {
            used();
        } else {
            sink->send({{isError ? "stderr" : "stdout", text}}, bytes.size(), used);
        }
    }

    /// Characters that were never completed; they are replaced when the message is written.
    void flush()
    {
        if (!output.rest().empty()) {
            sink->send({{"stdout", output.rest()}}, 1, [] {});
        }
        if (!error.rest().empty()) {
            sink->send({{"stderr", error.rest()}}, 1, [] {});
        }
    }

    void finish(Result<int> result)
    {
        done.addResult(std::move(result));
        done.finish();
    }
};

} // namespace

Result<backend::ExecSpec> ExecArgs::spec(ExecForm form, const QStringList &before) const
{
    PIERHEAD_TRY(words,
                 form == ExecForm::Promise ? CommandWords::from(command, args)
                                           : CommandWords::verbatim(command, args));
    return backend::ExecSpec{before + words, workingDirectory, environment};
}

QString ExecArgs::line(const QString &before) const
{
    return before.isEmpty() ? CommandWords::join(command, args)
                            : CommandWords::join(before, QStringList{command} + args);
}

void from_json(const nlohmann::json &source, ExecArgs &args)
{
    args.command = json::field<QString>(source, "cmd");
    args.args = json::fieldOr<QStringList>(source, "args", {});
    args.workingDirectory = json::fieldOr<QString>(source, "cwd", {});
    args.environment = json::fieldOr<QMap<QString, QString>>(source, "env", {});
}

void to_json(nlohmann::json &target, const ExecReply &reply)
{
    // Output is any bytes; what is not UTF-8 in it is replaced when the message is written.
    target = {{"cmd", reply.line},
              {"code", nullptr},
              {"signal", nullptr},
              {"stdout", reply.outcome.standardOutput.toStdString()},
              {"stderr", reply.outcome.standardError.toStdString()}};
    if (reply.outcome.exitCode) {
        target["code"] = *reply.outcome.exitCode;
    }
    if (!reply.outcome.signal.isEmpty()) {
        target["signal"] = reply.outcome.signal;
    }
}

Task<Result<nlohmann::json>> streamCommand(StreamContext context,
                                           std::unique_ptr<CommandStream> command)
{
    const auto relay = std::make_shared<Relay>();
    relay->sink = context.sink;
    relay->done.start();
    CommandStream *stream = command.get();
    QObject::connect(stream,
                     &CommandStream::output,
                     stream,
                     [relay, stream](OutputChannel channel, const QByteArray &bytes) {
                         relay->take(stream, channel, bytes);
                     });
    QObject::connect(
        stream, &CommandStream::finished, stream, [relay](int code) { relay->finish(code); });
    QObject::connect(stream, &CommandStream::failed, stream, [relay](const Error &reason) {
        relay->finish(tl::unexpected<Error>(reason));
    });
    // A stop may come from any thread.
    const auto onStop = [relay, stream] {
        QMetaObject::invokeMethod(stream, [relay, stream] {
            relay->isStopped = true;
            stream->kill();
        });
    };
    std::optional<std::stop_callback<decltype(onStop)>> stopping;
    stopping.emplace(context.stop, onStop);
    const QFuture<Result<int>> future = relay->done.future();
    Result<int> code = co_await future;
    stopping.reset();
    if (relay->isStopped) {
        co_return cancelled(QStringLiteral("The command"));
    }
    if (!code) {
        co_return tl::unexpected<Error>(code.error());
    }
    relay->flush();
    nlohmann::json end = {{"code", *code}};
    co_return end;
}

} // namespace pierhead::bridge
