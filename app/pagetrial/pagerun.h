#pragma once

#include <host/base/async.h>
#include <host/engine/engineaddress.h>

#include <chrono>
#include <optional>
#include <vector>

namespace pierhead::pagetrial {

/// The program with the window, and where it finds the extension.
struct PageProgram
{
    QString file;
    QString home; ///< its PIERHEAD_HOME; what it leaves is there
    engine::EngineAddress engine;
};

/// What it is to show.
struct PageRequest
{
    QString extension;    ///< its id
    QString picture = {}; ///< the PNG to write; empty for none that stays
    /// How long the page has for showing anything, 30 seconds at most for loading included. 0 is
    /// what `pierhead --report` has by itself.
    std::chrono::seconds patience{0};
};

struct ConsoleEntry
{
    QString level; ///< "info", "warning", "error"
    QString message;
};

/// What `pierhead --report` writes.
struct PageReport
{
    QString problem; ///< why the page is not shown; empty where it is
    bool isBlank = false;
    std::vector<ConsoleEntry> console;
};

/// How the program ended.
struct PageRun
{
    QString problem;                  ///< in its own words; empty where it showed the page
    std::optional<PageReport> report; ///< nothing where the reason is not the page
};

/// The program `pierhead` beside this one, else in PATH; empty where it is in neither.
[[nodiscard]] QString findPageProgram();

/// Opens the extension's tab without a display, in a process of its own, which a stop kills. An
/// Error is Cancelled, that the program does not start, or that its report cannot be read.
[[nodiscard]] Task<Result<PageRun>>
runPage(PageProgram program, PageRequest request, StopToken stop);

} // namespace pierhead::pagetrial
