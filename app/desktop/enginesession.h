#pragma once

#include "enginestatus.h"

#include <host/base/async.h>
#include <host/engine/engine.h>

#include <QObject>
#include <QPointer>

#include <map>

namespace pierhead::desktop {

/// The engines of this run: the one that is in use, and those that extensions were installed on.
/// Each is connected to when it is first wanted, and stays for the life of the program.
class EngineSession final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineSession)

public:
    /// `requested` is the value of --engine, or empty. `remembered` is the key that was chosen in
    /// the last run, or empty; what the command line or the environment names goes before it.
    EngineSession(QString requested, QString remembered, Paths paths, QObject *parent = nullptr);
    ~EngineSession() override;

    /// Looks for an engine, as long as there is none.
    void search();
    /// Takes the engine with that Engine::key() into use once it has answered; until then, and
    /// where it does not, it stays as it is. A later choice goes before an earlier one.
    void use(const QString &key);
    /// Whether the engine in use answers, as others found out.
    void setReachable(bool isReachable);

    [[nodiscard]] const EngineStatus &status() const { return m_status; }

    /// The engine in use; null until one was found.
    [[nodiscard]] const engine::Engine *engine() const { return m_engine; }

    /// The key of the engine that use() waits for, or empty.
    [[nodiscard]] QString choice() const { return m_choice; }

    /// The engine with that Engine::key(), whichever is in use. EngineUnreachable says which.
    [[nodiscard]] Task<Result<const engine::Engine *>> engineFor(QString key);

Q_SIGNALS:
    void changed();
    /// use() has come about.
    void chosen(const QString &key);
    /// use() has not.
    void failed(const pierhead::Error &error);

private:
    using Outcome = Result<const engine::Engine *>;

    [[nodiscard]] Task<Outcome> find();
    [[nodiscard]] Task<Outcome> reach(QString key, QString origin);
    /// The session may have ended while the engine was asked.
    [[nodiscard]] static Outcome keep(const QPointer<EngineSession> &session,
                                      std::unique_ptr<engine::Engine> engine);
    void finish(const Outcome &outcome, const QString &origin);

    QString m_requested;
    QString m_remembered;
    Paths m_paths;
    EngineStatus m_status;
    std::map<QString, std::unique_ptr<engine::Engine>> m_engines;
    const engine::Engine *m_engine = nullptr;
    QString m_choice;
    StopSource m_stop;
    int m_attempt = 0; ///< the last search or choice; earlier ones do not count
    bool m_isSearching = false;
};

} // namespace pierhead::desktop
