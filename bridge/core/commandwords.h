#pragma once

#include <host/base/result.h>

#include <QStringList>

namespace pierhead::bridge {

/// How `exec(cmd, args)` becomes an argv (contract 3.3). In the promise form the parts are joined
/// with spaces and split again the way a POSIX shell splits words: quotes and backslashes count,
/// and nothing is expanded or run. `$`, `~`, `*`, `;`, `|`, `>` are letters like any other.
class CommandWords final
{
public:
    /// The argv. Where quotes do not pair, the parts are taken as they are. A part with a Go
    /// template ("{{json .}}") in which a blank is outside of quotes stays in one piece. Empty
    /// parts vanish. InvalidArgument: nothing is left to run.
    [[nodiscard]] static Result<QStringList> from(const QString &command, const QStringList &args);

    /// How the streaming form becomes an argv: as it is. A part that is wholly in one pair of
    /// quotes loses it: authors quote for both forms alike. InvalidArgument: there is no command.
    [[nodiscard]] static Result<QStringList> verbatim(const QString &command,
                                                      const QStringList &args);

    /// The parts as one line, which is what a result calls `cmd`.
    [[nodiscard]] static QString join(const QString &command, const QStringList &args);
};

} // namespace pierhead::bridge
