#pragma once

#include "commandstream.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::backend {

/// The exec API's own ways, in one place. Private to host/backend.

[[nodiscard]] engine::ExecConfig execConfig(const CommandSpec &spec);

/// An engine's refusal with its cause: engines have several answers to an exec in a container that
/// does not run, so the container is looked at.
[[nodiscard]] Task<Error> explained(engine::EngineClient client, QString container, Error error);

/// Newer engines refuse to start an exec whose program cannot be run.
[[nodiscard]] bool isAboutTheProgram(const Error &error);

/// The exit code of a program that could not be run, by the engine's words: 126 or 127.
[[nodiscard]] int unrunnableCode(const QByteArray &words);

/// How it ended. The output's end and the program's come at nearly the same time, but a program
/// may also close its output and go on.
[[nodiscard]] Task<Result<engine::ExecDetails>> awaitExecEnd(engine::EngineClient client,
                                                             QString exec);

} // namespace pierhead::backend
