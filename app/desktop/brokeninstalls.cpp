#include "brokeninstalls.h"

#include <host/extensions/repair.h>

namespace pierhead::desktop {

using extensions::UnderWay;

BrokenInstalls::BrokenInstalls(EngineSession &engines,
                               const extensions::ExtensionStore &store,
                               QObject *parent)
    : QObject(parent)
    , m_engines(engines)
    , m_store(store)
{ }

BrokenInstalls::~BrokenInstalls()
{
    m_stop.request_stop();
}

void BrokenInstalls::repair()
{
    for (const UnderWay &left : UnderWay::all(m_store)) {
        const auto done = [this, id = left.id](const Result<void> &outcome) {
            if (!outcome) {
                Q_EMIT failed(id, outcome.error());
            }
        };
        const auto connected = [this, left, done](const Result<const engine::Engine *> &engine) {
            if (engine) {
                QCoro::connect(
                    extensions::repair((*engine)->client(), m_store, left, m_stop.get_token()),
                    this,
                    done);
            } else {
                done(tl::unexpected<Error>(engine.error()));
            }
        };
        QCoro::connect(m_engines.engineFor(left.engine), this, connected);
    }
}

} // namespace pierhead::desktop
