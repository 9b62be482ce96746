#pragma once

#include "backendactions.h"

#include <host/backend/backendstate.h>

#include <QDeadlineTimer>

#include <map>
#include <optional>

namespace pierhead::desktop {

/// Starts the backends that have ended with their engine's machine and are to run
/// (extensions::mustStartAgain), and restarts those that need it (extensions::mustRestart), once
/// after each connection to the engine.
class BackendRevival final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BackendRevival)

public:
    BackendRevival(EngineSession &engines,
                   const ExtensionModel &model,
                   BackendActions &actions,
                   const extensions::ExtensionStore &store,
                   QObject *parent = nullptr);

    /// The engine with that key answers, for the first time or again.
    void expect(const QString &engineKey);
    /// What it says of a backend. The first answer that stands decides.
    void look(const QString &key, const backend::BackendState &state);

private:
    struct Due
    {
        QString product; ///< of the engine
        QDeadlineTimer until;
        std::optional<backend::BackendState> state = {}; ///< the last that was told
    };

    void decide(const QString &key);

    EngineSession &m_engines;
    const ExtensionModel &m_model;
    BackendActions &m_actions;
    const extensions::ExtensionStore &m_store;
    std::map<QString, Due> m_due; ///< by the extension's id
};

} // namespace pierhead::desktop
