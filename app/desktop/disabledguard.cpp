#include "disabledguard.h"

#include <host/extensions/underway.h>
#include <host/policy/extensionswitch.h>

#include <QTimer>

#include <chrono>

namespace pierhead::desktop {

namespace {

/// An install starts a backend for a moment, and `enable` writes the settings before it starts one.
constexpr std::chrono::milliseconds doubtTime{2000};

} // namespace

DisabledGuard::DisabledGuard(const ExtensionModel &model,
                             BackendActions &actions,
                             const extensions::ExtensionStore &store,
                             QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_actions(actions)
    , m_store(store)
{
    connect(&model, &QAbstractItemModel::dataChanged, this, &DisabledGuard::look);
}

void DisabledGuard::look()
{
    for (const ExtensionRow &row : m_model.rows()) {
        const QString key = row.key();
        if (!row.backend.isActive()) {
            m_active.erase(key);
        } else if (m_active.insert(key).second) {
            // What runs when it is disabled is stopped by who disables it.
            QTimer::singleShot(doubtTime, this, [this, key] { stopIfDisabled(key); });
        }
    }
}

void DisabledGuard::stopIfDisabled(const QString &key)
{
    const ExtensionRow *row = m_model.find(key);
    if (row == nullptr || !row->backend.isActive()) {
        return;
    }
    const auto now = policy::ExtensionSwitch::read(policy::Policy::ofThisMachine(),
                                                   settings::Settings(m_store.paths()));
    if (!now || now->allows(key)) {
        return;
    }
    if (extensions::UnderWay::read(m_store, row->extension.id)) {
        QTimer::singleShot(doubtTime, this, [this, key] { stopIfDisabled(key); });
        return;
    }
    m_actions.run(key, BackendAction::Stop);
}

} // namespace pierhead::desktop
