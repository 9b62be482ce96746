#pragma once

#include "composefile.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>
#include <host/extensions/extensionid.h>
#include <host/settings/settings.h>

#include <optional>

namespace pierhead::backend {

/// The user's limits that containers have been given since they were made, where they differ from
/// those in their label, as limitsText() writes them, by the containers' ids.
using GivenLimits = QMap<QString, QString>;

/// What came of giving the containers of a backend other limits.
struct LimitsChange
{
    GivenLimits given;              ///< of the containers that are there
    bool isFromNextStart = false;   ///< some of it is for the next start only
    std::optional<Error> problem{}; ///< the first refusal of the engine; the others were tried
};

/// Those that a container has now: given ones go before its label's.
[[nodiscard]] QString
limitsInForce(const GivenLimits &given, const QString &container, const QString &label);

/// Gives the running containers of a backend the user's limits; where the author's are smaller
/// those stay. `given` are those of before. Left for the next start, which makes the containers
/// anew, is a limit that is taken away, which an engine does not do, and everything where the
/// engine changes no container (Podman before 5.1). Containers that an extension made itself, and
/// those that do not run, stay as they are. An error is one of looking at the containers; nothing
/// was changed.
[[nodiscard]] Task<Result<LimitsChange>> changeLimits(engine::EngineClient client,
                                                      extensions::ExtensionId id,
                                                      ComposeFile compose,
                                                      settings::BackendLimits limits,
                                                      GivenLimits given,
                                                      StopToken stop);

} // namespace pierhead::backend
