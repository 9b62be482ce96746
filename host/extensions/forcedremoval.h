#pragma once

#include "extensionstore.h"
#include "installevent.h"

#include <host/base/async.h>
#include <host/engine/engineclient.h>

#include <optional>

namespace pierhead::extensions {

/// What was removed by force, and what was not.
struct ForcedRemoval
{
    QString name;          ///< of the extension, as far as it is known
    QStringList left = {}; ///< what could not be removed, and why: a sentence each
    bool isGone = true;    ///< it is installed no more, and its folder is gone
};

/// Removes what can be removed, whatever is damaged or gone: install.json, the files, the engine
/// (`client` is empty where it does not answer; one that hangs is given up), what is installed only
/// as containers. `key` is the name of what can be read, else the id; `engineKey` is the engine's,
/// for the note by which the next command finishes this where the process dies. There is none
/// without an engine that answers: nothing could be finished by it before that engine is back.
///
/// NotFound where nothing is known of it, neither on the disk nor on the engine; Conflict where
/// somebody is at work on it.
[[nodiscard]] Task<Result<ForcedRemoval>> removeByForce(std::optional<engine::EngineClient> client,
                                                        QString engineKey,
                                                        ExtensionStore store,
                                                        QString key,
                                                        InstallSink sink);

} // namespace pierhead::extensions
