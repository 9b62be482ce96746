#pragma once

#include "enginesession.h"
#include "extensionmodel.h"

#include <host/backend/backendmonitor.h>
#include <host/backend/backendrunner.h>

#include <QTimer>

#include <map>
#include <set>

namespace pierhead::desktop {

/// Keeps what the model says about backends true: it follows the events of every engine that an
/// installed extension is on, and asks only after one.
class BackendWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BackendWatch)

public:
    BackendWatch(EngineSession &engines, ExtensionModel &model, QObject *parent = nullptr);
    ~BackendWatch() override;

Q_SIGNALS:
    /// The engine with that key answers, for the first time or again; its backends are asked for.
    void connected(const QString &engineKey);
    /// What an engine says of the backend of the extension with that id.
    void answered(const QString &key, const pierhead::backend::BackendState &state);

private:
    /// Follows the engine in use and those of the rows, and no other.
    void refresh();
    void follow(const QString &engineKey);
    void ask(const ExtensionRow &row);
    void answer(const QString &key, const Result<backend::BackendState> &state);
    void askAll(const QString &engineKey);
    void lose(const QString &engineKey);
    /// Whether the engine of that extension tells its events.
    [[nodiscard]] bool isConnected(const QString &key) const;
    void setReachable(const QString &engineKey, bool isReachable);

    EngineSession &m_engines;
    ExtensionModel &m_model;
    /// Null while it is being connected to.
    std::map<QString, std::unique_ptr<backend::BackendMonitor>> m_monitors;
    std::set<QString> m_connected; ///< the keys of the engines that tell their events
    QTimer m_retry;
    std::set<QString> m_asked;    ///< the rows whose answer is under way
    std::set<QString> m_outdated; ///< those of them that have changed since
    StopSource m_stop;
};

} // namespace pierhead::desktop
