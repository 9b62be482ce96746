#pragma once

#include "enginesession.h"
#include "extensionmodel.h"

#include <host/extensions/extensionstore.h>

#include <map>

namespace pierhead::desktop {

enum class BackendAction {
    Start,
    Stop,
    Restart,
};

/// Starts and stops backends for the user, one action at a time for each.
class BackendActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BackendActions)

public:
    BackendActions(EngineSession &engines,
                   const ExtensionModel &model,
                   const extensions::ExtensionStore &store,
                   QObject *parent = nullptr);
    ~BackendActions() override;

    /// Nothing while another is under way.
    void run(const QString &key, BackendAction action);

    /// The program is to end: services that wait for others are started at once, now and later.
    void hurry();

    /// Half a restart is a stop: the program must not end in between.
    [[nodiscard]] bool isBusy() const { return !m_running.empty(); }

    /// What is being done to the extension's backend.
    [[nodiscard]] std::optional<BackendAction> current(const QString &key) const;

Q_SIGNALS:
    void changed(const QString &key);
    void failed(const QString &key,
                pierhead::desktop::BackendAction action,
                const pierhead::Error &error);

private:
    void finish(const QString &key, const Result<void> &result);

    EngineSession &m_engines;
    const ExtensionModel &m_model;
    const extensions::ExtensionStore &m_store;
    std::map<QString, BackendAction> m_running;
    StopSource m_stop;
    StopSource m_hurry;
};

} // namespace pierhead::desktop
