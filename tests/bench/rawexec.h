#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>

namespace pierhead::bench {

/// An exec by three HTTP requests that are written by hand, with a blocking socket for each: as
/// little as the engine's API can be used with.
class RawExec final
{
public:
    RawExec(QString socket, const QString &container, const QStringList &command);

    /// Creates it, starts it, reads to the end, asks for the exit code; the standard output.
    [[nodiscard]] QByteArray run() const;

    /// Creates it, starts it, reads to the end and throws it away: how fast an engine hands output
    /// out at most. The bytes of it, with the engine's frames.
    [[nodiscard]] qint64 discard() const;

private:
    using Taker = std::function<void(const char *bytes, qsizetype count)>;

    [[nodiscard]] QByteArray ask(const QByteArray &head, const QByteArray &body = {}) const;
    void exchange(const QByteArray &head, const QByteArray &body, const Taker &take) const;

    QString m_socket;
    QByteArray m_create;
    QByteArray m_config;
};

} // namespace pierhead::bench
