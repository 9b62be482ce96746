#pragma once

#include "extensionmodel.h"

#include <host/base/async.h>
#include <host/updates/updatecache.h>

#include <QTimer>

namespace pierhead::desktop {

/// Has the registries of what is installed asked for newer versions, in the background: once a day
/// each, and after an hour again where one does not answer. What fails is told to nobody.
class UpdateWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UpdateWatch)

public:
    UpdateWatch(Paths paths, const ExtensionModel &model);
    ~UpdateWatch() override;

    /// Asks now those that are due, and goes on so.
    void start();

    /// What they have said, also to those who asked before.
    [[nodiscard]] const updates::VersionsById &known() const { return m_known; }

Q_SIGNALS:
    void changed();

private:
    void check();
    void take();

    Paths m_paths;
    const ExtensionModel &m_model;
    updates::VersionsById m_known;
    QTimer m_timer;
    StopSource m_stop;
    bool m_isAsking = false;
};

} // namespace pierhead::desktop
