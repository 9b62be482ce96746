#pragma once

#include "backendactions.h"

#include <set>

namespace pierhead::desktop {

/// Stops backends that somebody starts while their extension is disabled: an engine whose
/// containers' restart policy could not be changed does when it comes back (BackendControl).
class DisabledGuard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DisabledGuard)

public:
    DisabledGuard(const ExtensionModel &model,
                  BackendActions &actions,
                  const extensions::ExtensionStore &store,
                  QObject *parent = nullptr);

private:
    void look();
    void stopIfDisabled(const QString &key);

    const ExtensionModel &m_model;
    BackendActions &m_actions;
    const extensions::ExtensionStore &m_store;
    std::set<QString> m_active; ///< whose backends ran when last looked at
};

} // namespace pierhead::desktop
