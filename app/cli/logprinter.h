#pragma once

#include "terminal.h"

#include <host/backend/backendlog.h>
#include <host/backend/backendmonitor.h>
#include <host/base/answer.h>

namespace pierhead::cli {

/// Prints the log of a backend, line by line. One call of printPast() or follow().
class LogPrinter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogPrinter)

public:
    enum class Form {
        Text,      ///< "web  | started"
        TimedText, ///< the same with the times
        Json,      ///< an object on each line
    };

    /// `tail` is how many lines of each service's past are shown.
    LogPrinter(Terminal &terminal,
               engine::EngineClient engine,
               extensions::ExtensionId id,
               int tail,
               Form form);

    /// What there is now.
    [[nodiscard]] Task<Result<void>> printPast(StopToken stop);
    /// That, and what comes, until a stop or until nobody reads it any more.
    [[nodiscard]] Task<void> follow(StopToken stop);

private:
    void print(const std::vector<backend::LogLine> &lines);
    [[nodiscard]] QString textOf(const backend::LogLine &line) const;
    void askState();
    void takeState(const backend::BackendState &state);
    [[nodiscard]] Task<void> wait(StopToken stop);

    Terminal &m_terminal;
    engine::EngineClient m_engine;
    extensions::ExtensionId m_id;
    Form m_form;
    backend::BackendLog m_log;
    backend::BackendMonitor m_monitor;
    qsizetype m_width = 0; ///< of the services' names
    Answer<bool> m_end;
};

} // namespace pierhead::cli
