#pragma once

#include "exitcode.h"
#include "parameter.h"
#include "session.h"

namespace pierhead::cli {

/// One subcommand: what it is called, what it takes, what it does. It lives until the program ends,
/// and run() is called at most once.
class Command
{
    Q_DISABLE_COPY_MOVE(Command)

public:
    struct Description
    {
        QString name;
        QStringList aliases;
        QString summary;      ///< one line, for the list of commands
        QString details;      ///< paragraphs for the command's own help
        QStringList examples; ///< arguments after the program's name: "install hello:1.0"
    };

    Command() = default;
    virtual ~Command() = default;

    [[nodiscard]] virtual Description description() const = 0;

    /// What it takes, arguments in their order.
    [[nodiscard]] virtual Parameters parameters() { return {}; }

    /// Does it. What went wrong and was not yet told comes back as an Error.
    [[nodiscard]] virtual Task<Result<ExitCode>> run(Session session) = 0;
};

} // namespace pierhead::cli
