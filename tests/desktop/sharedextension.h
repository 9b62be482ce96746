#pragma once

#include <programrun.h>

namespace pierhead::test {

class RunningProgram;

/// An extension that the window of this process and the command line, in processes of its own, work
/// on at the same time. Who comes first is held amid its work, so that they meet for sure.
class SharedExtension final
{
public:
    /// How far an install, an update or a removal has come, while it is under way.
    enum class Point {
        Begun,
        BackendTouched, ///< what ran before may be gone
    };

    SharedExtension(QString id, QString engine);

    [[nodiscard]] QString id() const { return m_id; }

    /// With the engine before them.
    [[nodiscard]] QStringList words(const QStringList &arguments) const;
    /// Runs the command line, while the window goes on.
    [[nodiscard]] ProgramRun call(const QStringList &arguments) const;
    /// The same while the window stands still, which it does once its own work is at the point; an
    /// exit code of -1 where that does not come about.
    [[nodiscard]] ProgramRun callAt(Point point, const QStringList &arguments) const;
    /// Stops the program once it is at the point; SIGCONT lets it go on.
    [[nodiscard]] bool hold(const RunningProgram &program, Point point) const;
    /// Whether the text says that the process is at work on it.
    [[nodiscard]] bool isRefusal(const QString &text, qint64 process) const;

    /// What `ls` has, of all: "<reference> running".
    [[nodiscard]] QStringList listed() const;
    /// What `doctor` finds of it, and in the folders that window and command line share.
    [[nodiscard]] QStringList findings() const;
    /// Where it is on the disk, or would be.
    [[nodiscard]] QString folder() const;

private:
    [[nodiscard]] bool isAt(Point point) const;

    QString m_id;
    QString m_engine;
};

} // namespace pierhead::test
