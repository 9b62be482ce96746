#include "runexec.h"

#include "enginecommand.h"
#include "gathercommand.h"

namespace pierhead::backend {

Task<Result<ExecOutcome>>
runExec(engine::EngineClient client, QString container, ExecSpec spec, StopToken stop)
{
    CommandSpec command;
    command.exec = std::move(spec);
    PIERHEAD_CO_TRY(stream,
                    co_await EngineCommand::open(
                        std::move(client), std::move(container), std::move(command), stop));
    co_return co_await gatherCommand(std::move(stream), std::move(stop));
}

} // namespace pierhead::backend
