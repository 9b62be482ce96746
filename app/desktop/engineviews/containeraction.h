#pragma once

#include "rowactions.h"

#include <app/desktop/removequestion.h>
#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::desktop {

/// Does to a container what its buttons say.
[[nodiscard]] Task<Result<void>>
perform(const engine::EngineClient &client, const QString &container, RowAction action);

/// The title of what is shown where that fails.
[[nodiscard]] QString failureTitle(const QString &name, RowAction action);

/// The question before a container is removed.
[[nodiscard]] RemoveQuestion removeContainerQuestion(const QString &name, bool isRunning);

} // namespace pierhead::desktop
