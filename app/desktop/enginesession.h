#pragma once

#include "enginestatus.h"

#include <host/base/async.h>
#include <host/engine/engine.h>

#include <QObject>

#include <map>

namespace pierhead::desktop {

/// The engines of this run: the one that is in use, and those that extensions were installed on.
/// Each is connected to when it is first wanted, and stays for the life of the program.
class EngineSession final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineSession)

public:
    /// `requested` is the value of --engine, or empty.
    EngineSession(QString requested, Paths paths, QObject *parent = nullptr);
    ~EngineSession() override;

    /// Looks for an engine, as long as there is none.
    void search();
    /// Whether the engine in use answers, as others found out.
    void setReachable(bool isReachable);

    [[nodiscard]] const EngineStatus &status() const { return m_status; }

    /// The engine in use; null until one was found.
    [[nodiscard]] const engine::Engine *engine() const { return m_engine.get(); }

    /// The engine with that Engine::key(), whichever is in use. EngineUnreachable says which.
    [[nodiscard]] Task<Result<const engine::Engine *>> engineFor(QString key);

Q_SIGNALS:
    void changed();

private:
    using Pool = std::map<QString, std::unique_ptr<engine::Engine>>;

    void found(Result<std::unique_ptr<engine::Engine>> &result);

    QString m_requested;
    Paths m_paths;
    EngineStatus m_status;
    std::unique_ptr<engine::Engine> m_engine;
    Pool m_others;
    StopSource m_stop;
    bool m_isSearching = false;
};

} // namespace pierhead::desktop
