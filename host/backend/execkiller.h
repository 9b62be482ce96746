#pragma once

#include <host/base/async.h>
#include <host/engine/engineclient.h>

#include <memory>

namespace pierhead::backend {

/// An exec whose program may be running. It ends with this program at the latest, also where that
/// is killed (ExecGuard). Of the main thread.
class RunningExec final
{
    Q_DISABLE_COPY_MOVE(RunningExec)

public:
    RunningExec(engine::EngineClient client, QString container, QString id);
    ~RunningExec(); // NOLINT(bugprone-exception-escape): see there

    [[nodiscard]] const engine::EngineClient &client() const { return m_client; }

    [[nodiscard]] const QString &container() const { return m_container; }

    [[nodiscard]] const QString &id() const { return m_id; }

private:
    engine::EngineClient m_client;
    QString m_container;
    QString m_id;
};

/// Kills what an exec started, with its children; true when the engine says that it has ended.
///
/// The engine's API has no call for it: it tells the process's number on the engine's host, and
/// that helps only where that is this machine. Whether it is, is not guessed from the address: the
/// process of that number has to be in the container's control group. Then it is killed by a
/// handle that cannot come to mean another process; where the user may not do that (a root engine),
/// by `kill` in the container. On an engine elsewhere, or where neither is possible, it is killed
/// from a container made for that (killBeside()). Where that fails too, the program goes on, and
/// the result is false.
[[nodiscard]] Task<bool> killExec(std::shared_ptr<const RunningExec> exec);

/// The same for one that another process has started.
[[nodiscard]] Task<bool>
killExec(engine::EngineClient client, QString container, QString exec, StopToken stop);

} // namespace pierhead::backend
