#pragma once

#include <host/base/result.h>
#include <host/engine/engineaddress.h>

#include <QProcess>
#include <QStringList>

namespace pierhead::test {

/// A Docker Engine that one test starts, kills and starts again; what it has stays between.
class OwnEngine final
{
public:
    /// What its command has more than usual.
    struct Additions
    {
        QStringList before;    ///< a program that runs the rest, with its own arguments
        QStringList arguments; ///< of dockerd
    };

    /// `folder` is an absolute path, short enough for a socket.
    explicit OwnEngine(QString folder, Additions additions = {});
    ~OwnEngine();
    Q_DISABLE_COPY_MOVE(OwnEngine)

    /// Starts it and waits until it answers, with the base image alpine:3.15.
    [[nodiscard]] bool start();
    /// Ends it, and all processes in its containers, as a crash would.
    void kill();

    [[nodiscard]] engine::EngineAddress address() const;

private:
    [[nodiscard]] QString socket() const;
    [[nodiscard]] QString cgroup() const;
    void removeCgroups() const;

    QString m_folder;
    Additions m_additions;
    QProcess m_process;
};

} // namespace pierhead::test
