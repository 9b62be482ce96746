#pragma once

#include "finding.h"

#include <host/base/paths.h>
#include <host/engine/engine.h>
#include <host/extensions/extensionstore.h>

#include <map>
#include <memory>
#include <vector>

namespace pierhead::doctor {

/// What the checks look at, and what they find. Each family of checks is one function.
struct Examination
{
    Paths paths;
    extensions::ExtensionStore store;
    QString requestedEngine; ///< the value of --engine, or empty
    StopToken stop;

    std::vector<extensions::InstalledExtension> installed = {}; ///< those that can be read
    std::shared_ptr<engine::Engine> engine = {};                ///< in use; null where none answers
    /// By Engine::key(): those that answer, of the one in use and those of the extensions.
    std::map<QString, std::shared_ptr<engine::Engine>> engines = {};
    std::vector<Finding> findings = {};
};

using SharedExamination = std::shared_ptr<Examination>;

/// The engine in use and those of the extensions answer. Comes first: others need the engines.
[[nodiscard]] Task<void> checkEngines(SharedExamination now);
/// extensions/ can be read, and holds whole extensions and nothing else.
void checkStore(Examination &now);
/// There is room for what is kept.
void checkDisk(Examination &now);
/// What processes that died have left: notes, locks, temporary folders.
void checkLeftovers(Examination &now);
/// The backends have their containers, from the images that were installed.
[[nodiscard]] Task<void> checkBackends(SharedExamination now);
/// Containers on the engines that belong to nothing that is installed.
[[nodiscard]] Task<void> checkStrayContainers(SharedExamination now);
/// Pierhead itself: the agent, the plug-in of the docker program, the keyring.
[[nodiscard]] Task<void> checkProgram(SharedExamination now);

} // namespace pierhead::doctor
