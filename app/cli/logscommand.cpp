#include "logscommand.h"

#include "logprinter.h"
#include "outputformat.h"
#include "targetextension.h"

namespace pierhead::cli {

namespace {

constexpr int defaultTail = 200;
constexpr int largestTail = 100'000;

Result<int> tailOf(const QString &text)
{
    if (text.isEmpty()) {
        return defaultTail;
    }
    bool isNumber = false;
    const int tail = text.toInt(&isNumber);
    if (!isNumber || tail < 1 || tail > largestTail) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("--tail takes a number from 1 to %1, and \"%2\" is none.")
                           .arg(largestTail)
                           .arg(text));
    }
    return tail;
}

LogPrinter::Form formOf(const QString &format, bool hasTimes)
{
    if (OutputFormat::isJson(format)) {
        return LogPrinter::Form::Json;
    }
    return hasTimes ? LogPrinter::Form::TimedText : LogPrinter::Form::Text;
}

} // namespace

Command::Description LogsCommand::description() const
{
    return {
        QStringLiteral("logs"),
        {},
        QStringLiteral("Show what an extension's backend writes"),
        QStringLiteral("The lines of all its services in the order of their times, each with the "
                       "service before it.\n"
                       "--format json prints each line as an object with the keys service, stream "
                       "(stdout or stderr), time (UTC, or null where the engine tells none) and "
                       "text."),
        {QStringLiteral("logs hello-backend"),
         QStringLiteral("logs --follow --tail 10 hello-backend")},
    };
}

Parameters LogsCommand::parameters()
{
    return {
        extensionArgument(m_key),
        Parameter::flag(QLatin1Char('f'),
                        QStringLiteral("follow"),
                        m_follows,
                        QStringLiteral("Go on with what comes, over restarts too, until Ctrl+C.")),
        Parameter::option(QLatin1Char('n'),
                          QStringLiteral("tail"),
                          QStringLiteral("N"),
                          m_tail,
                          QStringLiteral("How many lines of each service's past; %1 unless given.")
                              .arg(defaultTail)),
        Parameter::flag(QLatin1Char('t'),
                        QStringLiteral("timestamps"),
                        m_hasTimes,
                        QStringLiteral("Show when each line was written, in UTC.")),
        OutputFormat::textOption(m_format),
    };
}

Task<Result<ExitCode>> LogsCommand::run(Session session)
{
    PIERHEAD_CO_TRY(tail, tailOf(m_tail));
    PIERHEAD_CO_TRY(target, co_await findTarget(session, m_key, QStringLiteral("read")));
    const LogPrinter::Form form = formOf(m_format, m_hasTimes);
    const auto printer = std::make_unique<LogPrinter>(
        session.terminal, target.engine->client(), target.extension.id, tail, form);
    if (m_follows) {
        co_await printer->follow(session.stop);
        co_return ExitCode::Success;
    }
    const Result<void> shown = co_await printer->printPast(session.stop);
    if (!shown) {
        co_return tl::unexpected<Error>(shown.error());
    }
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
