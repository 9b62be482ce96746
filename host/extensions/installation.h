#pragma once

#include "checkpage.h"
#include "extensionstore.h"
#include "formerimages.h"
#include "installevent.h"
#include "sourceimage.h"
#include "underway.h"
#include "updatequestion.h"

#include <host/backend/backendrunner.h>
#include <host/backend/backendtrial.h>
#include <host/base/async.h>
#include <host/engine/engine.h>

#include <memory>
#include <optional>

namespace pierhead::extensions {

/// One install under way: what it works with, what it has found out, and what it has made so far,
/// so that all of it can be taken back. ExtensionInstaller writes the steps in their order.
struct Installation
{
    enum class Purpose {
        Install,
        Update,   ///< what is installed is exchanged only for another image
        RollBack, ///< to the version before
    };

    // What it works with.
    engine::EngineClient client;
    QString architecture; ///< of the engine
    QString engineKey;
    ExtensionStore store;
    ExtensionSource source;
    InstallSink sink;
    StopToken stop;
    Purpose purpose = Purpose::Install;
    AgreeToUpdate agree = {}; ///< or nobody is asked
    backend::TrialTimes trialTimes = {};
    CheckPage checkPage = {}; ///< or no page is looked at

    // What it has found out.
    QString id;                                  ///< once it is locked
    std::optional<InstalledExtension> extension; ///< as it will be; without folder and version
    std::optional<InstalledExtension> former;    ///< of the same id

    // What it has made.
    FormerImages formerImages;
    std::unique_ptr<QLockFile> lock;
    std::optional<UnderWay> note = {}; ///< what is written down of this install
    QString displaced = {}; ///< by a rollback: the image that the reference meant till then
    QString staged;
    bool isBackendTouched = false;
    bool isLeft = false; ///< it could not be taken back, and the next one has to
    std::optional<Task<Result<void>>> closing; ///< the removal of what was read by

    void
    tell(InstallEvent::Step step, const QString &subject = {}, const QString &message = {}) const;
};

using SharedInstallation = std::shared_ptr<Installation>;

// The steps. Each leaves in the installation what it made, also when it fails.

/// Locks the id of the reference and looks up what is installed of it. NotFound where nothing is,
/// and the purpose needs it.
[[nodiscard]] Task<Result<void>> claim(SharedInstallation now, QString reference);
/// Brings the image, and locks its id where that was not known before.
[[nodiscard]] Task<Result<SourceImage>> bring(SharedInstallation now);
/// Checks what the image says of itself: labels and platform.
[[nodiscard]] Result<void> checkImage(const Installation &now, const SourceImage &image);
/// Copies metadata.json and what it names into the staged folder.
[[nodiscard]] Task<Result<void>> extract(SharedInstallation now, SourceImage image);
/// Puts the new backend in the former one's place, or takes that away where the extension has none.
/// All images are there before the former one is touched. Where that was running, the new one has
/// to show that it starts. That of an extension which is disabled is stopped then.
[[nodiscard]] Task<Result<void>> startBackend(SharedInstallation now);
/// Makes the staged folder the installed version.
[[nodiscard]] Task<Result<InstalledExtension>> commit(SharedInstallation now);

/// Waits until the containers that the image was read by are gone.
[[nodiscard]] Task<Result<void>> finishClosing(SharedInstallation now);
/// Writes down how far it is, for the next one where this process dies.
[[nodiscard]] Result<void> writeNote(SharedInstallation now);
/// It is done or taken back: the note is deleted, and others may have the id.
void unlock(SharedInstallation now);
/// Takes back all that was made; the former backend runs again.
[[nodiscard]] Task<void> rollBack(SharedInstallation now);

} // namespace pierhead::extensions
