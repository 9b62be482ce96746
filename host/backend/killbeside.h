#pragma once

#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::backend {

/// On the containers that killBeside() makes: its value is the id of the other one.
inline const QString killerLabel = QStringLiteral("io.pierhead.killer");

/// Kills a process of the running container, and all below it, from a container that is made beside
/// it for that moment: of the same image, which is on the engine, with the agent's program in it,
/// which sees the processes of the engine's host. So it works on an engine elsewhere, with
/// processes of other users, and whatever the image has or lacks.
///
/// `number` is the process's on the engine's host, as ExecDetails has it; the process of another
/// container is left alone. True when the process is gone, as far as the program in that container
/// can see. False where the engine refuses such a container, where no agent is built for its
/// machine, or where it takes too long. The container is removed in every case; one that stays
/// behind when this program or the engine dies meanwhile is known by its label.
[[nodiscard]] Task<bool> killBeside(engine::EngineClient client,
                                    engine::ContainerDetails owner,
                                    qint64 number,
                                    StopToken stop);

} // namespace pierhead::backend
