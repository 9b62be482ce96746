#include "prompt.h"

#include "linereader.h"

#include <QCoroSignal>

namespace pierhead::cli {

Task<Result<bool>> confirm(Terminal &terminal, QString question, StopToken stop)
{
    terminal.ask(question + QLatin1Char(' '));
    LineReader reader(terminal.inputDescriptor(), stop);
    if (!reader.isFinished()) {
        co_await qCoro(&reader, &LineReader::finished);
    }
    if (stop.stop_requested()) {
        terminal.print({});
        co_return cancelled(QStringLiteral("Waiting for an answer"));
    }
    const QByteArray answer = reader.line().trimmed().toLower();
    co_return answer == "y" || answer == "yes";
}

} // namespace pierhead::cli
