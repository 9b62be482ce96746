#include "logprinter.h"

#include "outputformat.h"
#include "plaintext.h"

#include <QDateTime>

namespace pierhead::cli {

namespace {

using backend::BackendState;
using backend::LogLine;

QString timeText(qint64 nanoseconds)
{
    constexpr qint64 perMillisecond = 1'000'000;
    return QDateTime::fromMSecsSinceEpoch(nanoseconds / perMillisecond, Qt::UTC)
        .toString(Qt::ISODateWithMs);
}

nlohmann::json objectOf(const LogLine &line)
{
    const bool isError = line.channel == engine::OutputChannel::Stderr;
    nlohmann::json object{{"service", line.service},
                          {"stream", isError ? "stderr" : "stdout"},
                          {"time", nullptr},
                          {"text", line.text}};
    if (line.time > 0) {
        object["time"] = timeText(line.time);
    }
    return object;
}

/// As if nothing ran: so that their logs end with what is there.
BackendState resting(BackendState state)
{
    for (backend::ServiceState &service : state.services) {
        service.condition = backend::ServiceCondition::Stopped;
    }
    return state;
}

} // namespace

LogPrinter::LogPrinter(Terminal &terminal,
                       engine::EngineClient engine,
                       extensions::ExtensionId id,
                       int tail,
                       Form form)
    : m_terminal(terminal)
    , m_engine(std::move(engine))
    , m_id(std::move(id))
    , m_form(form)
    , m_log(m_engine, tail)
    , m_monitor(m_engine.address())
{
    connect(&m_log, &backend::BackendLog::lines, this, &LogPrinter::print);
    connect(
        &m_log,
        &backend::BackendLog::failed,
        this,
        [this](const QString &service, const Error &reason) {
            m_terminal.warn(
                QStringLiteral("The log of \"%1\" is missing: %2").arg(service, reason.message));
        });
}

Task<Result<void>> LogPrinter::printPast(StopToken stop)
{
    PIERHEAD_CO_TRY(state, co_await backend::askBackendState(m_engine, m_id, stop));
    if (state.services.empty()) {
        co_return failure(ErrorCode::NotFound,
                          QStringLiteral("The backend of \"%1\" has no container, so no log. "
                                         "\"docker extension restart\" makes one.")
                              .arg(m_id.value()));
    }
    connect(&m_log, &backend::BackendLog::ended, this, [this] { m_end.give(true); });
    takeState(resting(std::move(state)));
    co_await wait(stop);
    if (stop.stop_requested()) {
        co_return cancelled(QStringLiteral("Reading the log"));
    }
    co_return Result<void>{};
}

Task<void> LogPrinter::follow(StopToken stop)
{
    connect(&m_monitor, &backend::BackendMonitor::changed, this, [this](const QString &id) {
        if (id == m_id.value()) {
            askState();
        }
    });
    connect(&m_monitor, &backend::BackendMonitor::allChanged, this, &LogPrinter::askState);
    m_monitor.start();
    askState();
    co_await wait(std::move(stop));
}

void LogPrinter::print(const std::vector<LogLine> &lines)
{
    for (const LogLine &line : lines) {
        m_terminal.print(m_form == Form::Json ? OutputFormat::jsonLine(objectOf(line))
                                              : textOf(line));
    }
    if (m_terminal.outputError() != 0) {
        m_end.give(false);
    }
}

QString LogPrinter::textOf(const LogLine &line) const
{
    const bool hasTime = m_form == Form::TimedText && line.time > 0;
    const QString time = hasTime ? timeText(line.time) + QLatin1Char(' ') : QString();
    const QString padding(std::max<qsizetype>(0, m_width - displayWidth(line.service)),
                          QLatin1Char(' '));
    return line.service + padding + QStringLiteral(" | ") + time + line.text;
}

void LogPrinter::askState()
{
    const auto ask = [](QPointer<LogPrinter> self,
                        engine::EngineClient engine,
                        extensions::ExtensionId id) -> Task<void> {
        const Result<BackendState> state = co_await backend::askBackendState(engine, id);
        if (self && state) {
            self->takeState(*state);
        }
    };
    ask(this, m_engine, m_id);
}

void LogPrinter::takeState(const BackendState &state)
{
    for (const backend::ServiceState &service : state.services) {
        m_width = std::max(m_width, displayWidth(service.name));
    }
    m_log.follow(state);
}

Task<void> LogPrinter::wait(StopToken stop)
{
    const auto onStop = [this] {
        m_end.give(false);
    };
    const Result<bool> end = co_await answerOf(m_end.future(), stop, this, onStop);
    Q_UNUSED(end)
}

} // namespace pierhead::cli
