#pragma once

#include <QByteArray>
#include <QLocalServer>
#include <QObject>
#include <QTemporaryDir>

namespace pierhead::test {

/// Stands between a client and the engine, and holds one request back: the first whose head has
/// `pattern` in it is not passed on until its client goes away. All others go through, so that
/// cleaning up after it works.
class EngineProxy final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineProxy)

public:
    EngineProxy(const QString &engineSocket, const QByteArray &pattern);

    /// For --engine.
    [[nodiscard]] QString address() const;

    [[nodiscard]] bool isHolding() const { return m_isHolding; }

private:
    void accept();

    QTemporaryDir m_folder;
    QString m_engineSocket;
    QByteArray m_pattern;
    QLocalServer m_server;
    bool m_isHolding = false;
};

} // namespace pierhead::test
