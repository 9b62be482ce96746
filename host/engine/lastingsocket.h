#pragma once

#include <QDateTime>
#include <QString>

namespace pierhead::engine {

/// Whether somebody listens at the unix socket. Nobody is waited for.
[[nodiscard]] bool isListening(const QString &socket);

/// The path by which containers mount the socket of the embedded engine, which has another one
/// after each start. A container keeps the path that it was made with, and the engine follows it
/// each time it starts the container. So the path is a link to the socket of an engine that serves;
/// what has run since before the link was led there has a dead socket until its next start.
///
/// Where no engine serves, there is a socket at which nobody listens: Podman cannot start a
/// container whose path leads nowhere, and where the container's policy says "always" it tries so
/// again and again, many times in a second.
class LastingSocket final
{
public:
    /// In that folder, which need not exist.
    explicit LastingSocket(const QString &runtime);

    [[nodiscard]] QString path() const { return m_path; }

    /// Whether it leads to a socket at which somebody listens.
    [[nodiscard]] bool isServed() const;
    [[nodiscard]] bool leadsTo(const QString &socket) const;

    /// Whatever was there is replaced at once. False where that failed, which is logged.
    bool leadTo(const QString &socket) const;
    /// Puts a dead socket there.
    void close() const;
    /// The same where it leads to a socket at which nobody listens, as after an engine that was
    /// killed: that one may be deleted then.
    void closeUnlessServed() const;

    /// When the path was last led elsewhere; invalid where there is none.
    [[nodiscard]] static QDateTime ledSince(const QString &path);

private:
    [[nodiscard]] QString next() const;
    /// Puts next() in the place of the path.
    [[nodiscard]] bool replace() const;

    QString m_path;
};

} // namespace pierhead::engine
