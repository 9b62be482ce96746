#pragma once

#include "commandstream.h"

#include <host/base/async.h>

#include <QProcessEnvironment>

#include <memory>

namespace pierhead::backend {

class SharedAgent;

/// Commands on this machine: argv, no shell. An agent of their own starts them, with the first of
/// them, so that they have the same streams, pace and end as those in a container: all that was
/// started ends when the last copy of the session goes, and when this program does, in whatever
/// way.
class HostSession final
{
public:
    /// What commands find in their environment, before their own.
    explicit HostSession(QProcessEnvironment environment);

    /// Waits for the end; as BackendSession::exec. A program that is not there is an outcome with
    /// the exit code 127; one that a signal ended has the signal's name and no exit code.
    [[nodiscard]] Task<Result<ExecOutcome>> exec(ExecSpec spec, StopToken stop = {}) const;
    /// Starts a command with streams. One that cannot be run has failed(), with the reason.
    [[nodiscard]] Task<Result<std::unique_ptr<CommandStream>>> start(CommandSpec spec,
                                                                     StopToken stop = {}) const;

private:
    std::shared_ptr<SharedAgent> m_agent;
};

} // namespace pierhead::backend
