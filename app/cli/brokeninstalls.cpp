#include "brokeninstalls.h"

#include <host/engine/engine.h>
#include <host/extensions/repair.h>

namespace pierhead::cli {

namespace {

using extensions::UnderWay;

Task<Result<void>> repairOne(Session session, UnderWay left)
{
    PIERHEAD_CO_TRY(engine, co_await engine::Engine::at(left.engine, session.paths, session.stop));
    const extensions::ExtensionStore store(session.paths);
    co_return co_await extensions::repair(engine->client(), store, left, session.stop);
}

} // namespace

Task<void> repairBrokenInstalls(Session session)
{
    const std::vector<UnderWay> all = UnderWay::all(extensions::ExtensionStore(session.paths));
    for (const UnderWay &left : all) {
        const Result<void> repaired = co_await repairOne(session, left);
        if (!repaired) {
            session.terminal.warn(
                QStringLiteral("An install or removal of \"%1\" was broken off. %2")
                    .arg(left.id, repaired.error().message));
        }
    }
}

} // namespace pierhead::cli
