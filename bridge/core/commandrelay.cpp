#include "commandrelay.h"

#include "chunksink.h"
#include "streaminput.h"
#include "wirevalue.h"

#include <host/base/answer.h>
#include <host/base/logging.h>

#include <QPointer>

#include <algorithm>
#include <deque>

namespace pierhead::bridge {

using backend::CommandStream;
using engine::OutputChannel;

namespace {

/// Cuts bytes between characters: what is begun at the end waits for its rest.
class CharacterCutter final
{
public:
    QByteArray take(const QByteArray &bytes)
    {
        QByteArray text = std::exchange(m_rest, {}) + bytes;
        const qsizetype begun = begunAt(text);
        m_rest = text.mid(begun);
        text.truncate(begun);
        return text;
    }

    /// What stands for a character that was never completed, or nothing.
    [[nodiscard]] QByteArray rest() const { return m_rest; }

private:
    /// Where a character of more than one byte begins that is not complete, or the end.
    static qsizetype begunAt(const QByteArray &text)
    {
        constexpr qsizetype longest = 4;
        for (qsizetype back = 1; back < longest && back <= text.size(); ++back) {
            const auto byte = static_cast<unsigned char>(text[text.size() - back]);
            if ((byte & 0xC0U) == 0x80U) {
                continue; // inside a character
            }
            const qsizetype length = byte >= 0xF0U ? 4 : byte >= 0xE0U ? 3 : byte >= 0xC0U ? 2 : 1;
            return length > back ? text.size() - back : text.size();
        }
        return text.size();
    }

    QByteArray m_rest;
};

/// One output of a command, as text.
struct OutputText
{
    QString name;
    CharacterCutter cutter = {};
};

/// How a command ended; the signal's name where that is known to have ended it.
struct CommandEnd
{
    int exitCode = 0;
    QString signalName = {};
};

nlohmann::json endResult(const CommandEnd &end)
{
    if (end.signalName.isEmpty()) {
        return {{"code", end.exitCode}};
    }
    return {{"code", nullptr}, {"signal", end.signalName}};
}

/// A command's output on its way to the page.
struct Relay
{
    std::shared_ptr<ChunkSink> sink;
    OutputText output{QStringLiteral("stdout")};
    OutputText error{QStringLiteral("stderr")};
    bool isStopped = false;
    Answer<CommandEnd> done;

    void take(CommandStream *command, OutputChannel channel, const QByteArray &bytes)
    {
        const auto used = [guard = QPointer<CommandStream>(command), channel, size = bytes.size()] {
            if (guard) {
                guard->acknowledge(channel, size);
            }
        };
        OutputText &to = channel == OutputChannel::Stderr ? error : output;
        const QByteArray text = to.cutter.take(bytes);
        if (text.isEmpty()) {
            used();
        } else {
            sink->sendPart(to.name, text, used);
        }
    }

    /// Characters that were never completed.
    void flush()
    {
        for (const OutputText *one : {&output, &error}) {
            if (const QByteArray rest = one->cutter.rest(); !rest.isEmpty()) {
                sink->sendPart(one->name, rest, [] {});
            }
        }
    }
};

/// What a page writes to a command, on its way there.
struct Input
{
    QPointer<CommandStream> command;
    std::deque<std::pair<qint64, StreamInput::Taken>> underWay; ///< bytes that are not taken yet

    void take(const nlohmann::json &data, const StreamInput::Taken &taken)
    {
        if (!command) {
            return;
        }
        if (data.contains("stdin")) {
            const QByteArray bytes = bytesField(data, "stdin");
            if (!bytes.isEmpty()) {
                underWay.emplace_back(bytes.size(), taken);
                command->write(bytes);
                return;
            }
        }
        if (const auto size = json::optionalField<nlohmann::json>(data, "resize")) {
            command->resize(terminalSize(*size));
        } else if (json::fieldOr<bool>(data, "eof", false)) {
            command->closeInput();
        }
        taken();
    }

    void setTaken(qint64 bytes)
    {
        while (bytes > 0 && !underWay.empty()) {
            const qint64 part = std::min(bytes, underWay.front().first);
            bytes -= part;
            underWay.front().first -= part;
            if (underWay.front().first > 0) {
                return;
            }
            const StreamInput::Taken taken = std::move(underWay.front().second);
            underWay.pop_front();
            taken();
        }
    }
};

void connectInput(StreamInput &source, CommandStream *command)
{
    const auto input = std::make_shared<Input>(Input{command, {}});
    QObject::connect(command, &CommandStream::inputTaken, command, [input](qint64 bytes) {
        input->setTaken(bytes);
    });
    source.setReceiver([input](const nlohmann::json &data, const StreamInput::Taken &taken) {
        try {
            input->take(data, taken);
        } catch (const nlohmann::json::exception &exception) {
            qCDebug(lcBridge) << "input that cannot be read:" << exception.what();
            taken();
        }
    });
}

} // namespace

backend::TerminalSize terminalSize(const nlohmann::json &source)
{
    return {.columns = json::field<quint16>(source, "columns"),
            .rows = json::field<quint16>(source, "rows")};
}

Task<Result<nlohmann::json>> streamCommand(StreamContext context,
                                           std::unique_ptr<CommandStream> command)
{
    const auto relay = std::make_shared<Relay>();
    relay->sink = context.sink;
    CommandStream *stream = command.get();
    QObject::connect(stream,
                     &CommandStream::output,
                     stream,
                     [relay, stream](OutputChannel channel, const QByteArray &bytes) {
                         relay->take(stream, channel, bytes);
                     });
    QObject::connect(
        stream, &CommandStream::finished, stream, [relay](int exitCode, const QString &signalName) {
            relay->done.give(CommandEnd{exitCode, signalName});
        });
    QObject::connect(stream, &CommandStream::failed, stream, [relay](const Error &reason) {
        relay->done.give(tl::unexpected<Error>(reason));
    });
    connectInput(*context.input, stream);
    const auto onStop = [relay, stream] {
        relay->isStopped = true;
        stream->kill();
    };
    const Result<CommandEnd> end =
        co_await answerOf(relay->done.future(), context.stop, stream, onStop);
    if (relay->isStopped) {
        co_return cancelled(QStringLiteral("The command"));
    }
    if (!end) {
        co_return tl::unexpected<Error>(end.error());
    }
    relay->flush();
    co_return endResult(*end);
}

} // namespace pierhead::bridge
