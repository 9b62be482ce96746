#pragma once

#include "enginesession.h"
#include "extensionmodel.h"

#include <host/extensions/extensionstore.h>
#include <host/settings/settings.h>

namespace pierhead::desktop {

/// Gives the backends that run the limits that the user has set, when those change.
class LimitsWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LimitsWatch)

public:
    LimitsWatch(EngineSession &engines,
                const ExtensionModel &model,
                const extensions::ExtensionStore &store,
                QObject *parent = nullptr);
    ~LimitsWatch() override;

    /// The settings may have changed. One change is carried out at a time, and the last one always.
    void look();

Q_SIGNALS:
    /// A change was carried out. `later` are the titles of the extensions whose backends have it,
    /// or some of it, from their next start.
    void applied(const QStringList &later);
    /// For one of them the engine did not; it is not in applied().
    void failed(const QString &title, const pierhead::Error &error);

private:
    void apply();
    void give(const extensions::InstalledExtension &extension);
    /// True where it is for the next start.
    void finish(const QString &title, const Result<bool> &isLater);

    EngineSession &m_engines;
    const ExtensionModel &m_model;
    const extensions::ExtensionStore &m_store;
    settings::BackendLimits m_limits; ///< when they were last looked at
    QStringList m_later;
    qsizetype m_open = 0; ///< answers that are still to come
    bool m_isOutdated = false;
    StopSource m_stop;
};

} // namespace pierhead::desktop
