#pragma once

#include "extensionstore.h"
#include "fault.h"
#include "installevent.h"
#include "sourceimage.h"

#include <host/engine/engine.h>

#include <vector>

namespace pierhead::extensions {

/// An extension that is installed to be looked at: under a name that nobody else has, so that its
/// containers, networks and volumes are those of no installed extension, and with its files in a
/// folder of its own. A value: copies mean the same install, which remove() ends.
class TrialInstall final
{
public:
    /// Installs it; after an error nothing of it is left. The engine outlives the trial.
    /// InvalidArgument where the image has no name with a tag, else what
    /// ExtensionInstaller::install() answers.
    [[nodiscard]] static Task<Result<TrialInstall>> make(const engine::Engine &engine,
                                                         SourceImage image,
                                                         QString scratchRoot,
                                                         InstallSink sink,
                                                         StopToken stop);

    [[nodiscard]] const InstalledExtension &extension() const;

    /// What PIERHEAD_HOME has to be for a program to find it.
    [[nodiscard]] QString home() const;

    /// The text with the names of the image and its containers in place of the trial's, as they are
    /// known to whoever has it tried out.
    [[nodiscard]] QString inItsOwnName(const QString &text) const;

    /// Takes all away that was made since, volumes and pulled images too. What the extension's own
    /// removal fails at or leaves is a fault; call it once, however the trial went.
    [[nodiscard]] Task<std::vector<Fault>> remove() const;

private:
    struct State;
    explicit TrialInstall(std::shared_ptr<State> state);

    [[nodiscard]] static Task<Result<void>> rememberFormer(std::shared_ptr<State> state,
                                                           StopToken stop);
    [[nodiscard]] static Task<Result<TrialInstall>>
    install(std::shared_ptr<State> state, SourceImage image, InstallSink sink, StopToken stop);
    [[nodiscard]] static Task<std::vector<Fault>> removeAll(std::shared_ptr<State> state);
    [[nodiscard]] static Task<std::vector<Fault>> findLeft(std::shared_ptr<State> state);
    [[nodiscard]] static Task<void> removeVolumes(std::shared_ptr<State> state);
    [[nodiscard]] static Task<QStringList> pulledImages(std::shared_ptr<State> state);
    [[nodiscard]] static Task<bool> wasThere(std::shared_ptr<State> state, QString image);

    std::shared_ptr<State> m_state;
};

} // namespace pierhead::extensions
