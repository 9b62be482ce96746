#pragma once

#include "enginesession.h"

#include <host/extensions/underway.h>

namespace pierhead::desktop {

/// Puts right, beside all else, what processes that died amid an install or a removal have left
/// (see host/extensions/repair.h), each on its own engine. The window sees what changes as it sees
/// every change of the disk and the engine.
class BrokenInstalls final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BrokenInstalls)

public:
    BrokenInstalls(EngineSession &engines,
                   const extensions::ExtensionStore &store,
                   QObject *parent = nullptr);

    ~BrokenInstalls() override;

    /// The window may close meanwhile: what was not done then is done by the next start.
    void repair();

Q_SIGNALS:
    /// What was left of the id stays until the next start, or an install of it.
    void failed(const QString &id, const pierhead::Error &error);

private:
    EngineSession &m_engines;
    const extensions::ExtensionStore &m_store;
    StopSource m_stop;
};

} // namespace pierhead::desktop
