#pragma once

#include <QString>

namespace pierhead::bench {

/// Milliseconds of processors that the parts of an engine have used so far, with the processes that
/// they have waited for.
struct ProcessorTime
{
    double engine = 0;    ///< its daemons and shims, with the commands of its execs
    double agents = 0;    ///< those in its containers, with their commands
    double ourselves = 0; ///< this process
    double children = 0;  ///< processes of ours that have ended

    /// Of the engine whose daemon has the socket's path in its command line.
    [[nodiscard]] static ProcessorTime now(const QString &socket);

    [[nodiscard]] ProcessorTime since(const ProcessorTime &before) const;

    [[nodiscard]] double sum() const { return engine + agents + ourselves + children; }
};

} // namespace pierhead::bench
