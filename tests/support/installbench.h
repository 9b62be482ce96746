#pragma once

#include <host/engine/engine.h>
#include <host/extensions/extensioninstaller.h>

#include <QList>
#include <QStringList>

namespace pierhead::test {

/// An installer and its store in a folder, on an engine that is there already.
class InstallBench final
{
public:
    InstallBench(const engine::EngineAddress &address,
                 const QString &home,
                 const QString &architecture,
                 backend::TrialTimes trialTimes = {},
                 const extensions::CheckPage &checkPage = {});
    /// With a client of the test's own making.
    InstallBench(const engine::EngineClient &client,
                 const QString &home,
                 const QString &architecture,
                 backend::TrialTimes trialTimes = {},
                 const extensions::CheckPage &checkPage = {});

    [[nodiscard]] Result<extensions::InstalledExtension>
    install(const extensions::ExtensionSource &source, StopToken stop = {});
    /// Of an image by its name.
    [[nodiscard]] Result<extensions::InstalledExtension> install(const QString &reference,
                                                                 StopToken stop = {});
    /// Of what is installed, by an image's name.
    [[nodiscard]] Result<extensions::InstalledExtension>
    update(const QString &reference, extensions::AgreeToUpdate agree = {});
    [[nodiscard]] Result<extensions::InstalledExtension> rollBack(const QString &key,
                                                                  StopToken stop = {});
    [[nodiscard]] Result<void> remove(const QString &key);

    /// What was told since the last of these began.
    [[nodiscard]] const QList<extensions::InstallEvent::Step> &steps() const { return m_steps; }

    [[nodiscard]] const extensions::ExtensionStore &store() const { return m_store; }

    [[nodiscard]] const extensions::ExtensionInstaller &installer() const { return m_installer; }

    [[nodiscard]] engine::EngineClient client() const { return m_engine.client(); }

    /// Every file, link and folder under data/ and cache/, with what is in it, but no empty
    /// outermost folders: the same before and after is nothing left.
    [[nodiscard]] QStringList disk() const;

private:
    [[nodiscard]] extensions::InstallSink sink();

    Paths m_paths;
    engine::Engine m_engine;
    extensions::ExtensionStore m_store;
    extensions::ExtensionInstaller m_installer;
    QList<extensions::InstallEvent::Step> m_steps;
};

} // namespace pierhead::test
