#pragma once

#include <host/base/paths.h>
#include <host/base/result.h>

#include <QLocalServer>
#include <QLockFile>

namespace pierhead::desktop {

/// One program for each home: who starts a second one reaches the first. Only the user's own
/// programs get at its socket, <runtime>/desktop.sock. The second writes one line of JSON,
/// {"arguments": […], "activationToken": "…"}, and the first answers with an empty line.
class SingleInstance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleInstance)

public:
    explicit SingleInstance(const Paths &paths, QObject *parent = nullptr);
    ~SingleInstance() override;

    enum class Role {
        First,  ///< this one, which listens from now on
        Second, ///< the one that runs has taken the arguments over
    };

    /// Waits for the one that runs, so it is called before there is a window. `arguments` are those
    /// behind the program's name. Timeout where one runs and does not answer; Io.
    [[nodiscard]] Result<Role> start(const QStringList &arguments);

Q_SIGNALS:
    /// A second start asks for this. `activationToken` is the desktop's leave to take the focus, or
    /// empty.
    void asked(const QStringList &arguments, const QString &activationToken);

private:
    [[nodiscard]] Result<> listen();
    [[nodiscard]] Result<> handOver(const QStringList &arguments) const;
    void accept();
    void read(QLocalSocket *socket);

    QString m_folder;
    QString m_socketPath;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace pierhead::desktop
