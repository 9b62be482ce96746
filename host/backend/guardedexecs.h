#pragma once

#include <QByteArray>
#include <QString>

#include <map>
#include <vector>

namespace pierhead::backend {

/// What has to be known of an exec to end it from another process.
struct GuardedExec
{
    QString engine; ///< Engine::key()
    QString container;
    QString id;

    bool operator==(const GuardedExec &) const = default;
};

/// The execs that run, and the lines by which one process tells another of them: a JSON object
/// each. One that begins is {"container": …, "engine": …, "exec": its id}, one that is over is
/// {"over": its id}.
class GuardedExecs final
{
public:
    [[nodiscard]] static QByteArray beginLine(const GuardedExec &exec);
    [[nodiscard]] static QByteArray overLine(const QString &id);

    void add(const GuardedExec &exec);
    void remove(const QString &id);
    /// What a line says; one that is none of these is passed over.
    void take(const QByteArray &line);

    [[nodiscard]] bool isEmpty() const { return m_execs.empty(); }

    [[nodiscard]] std::vector<GuardedExec> all() const;
    /// The lines that tell of all of them.
    [[nodiscard]] QByteArray lines() const;

private:
    std::map<QString, GuardedExec> m_execs; ///< by their ids
};

} // namespace pierhead::backend
