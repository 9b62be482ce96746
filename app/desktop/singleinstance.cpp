#include "singleinstance.h"

#include <host/base/json.h>

#include <QElapsedTimer>
#include <QLocalSocket>
#include <QThread>

#include <chrono>

namespace pierhead::desktop {

namespace {

using namespace std::chrono_literals;

/// The one that runs may be busy with its start.
constexpr std::chrono::milliseconds handOverLimit = 5s;
constexpr qint64 longestMessage = 256LL * 1024;

/// What a second start says.
struct Message
{
    QStringList arguments;
    QString activationToken;
};

void from_json(const nlohmann::json &value, Message &message)
{
    message.arguments = json::field<QStringList>(value, "arguments");
    message.activationToken = json::fieldOr<QString>(value, "activationToken", {});
}

QByteArray line(const Message &message)
{
    const nlohmann::json value = {{"arguments", message.arguments},
                                  {"activationToken", message.activationToken}};
    return json::serialize(value) + '\n';
}

/// Until the time is over; the program that listens may only be about to.
bool connectWithin(QLocalSocket &socket, const QString &path, const QElapsedTimer &time)
{
    constexpr std::chrono::milliseconds pause = 50ms;
    while (time.elapsed() < handOverLimit.count()) {
        socket.connectToServer(path);
        if (socket.waitForConnected(static_cast<int>(pause.count()))) {
            return true;
        }
        socket.abort();
        QThread::msleep(static_cast<unsigned long>(pause.count()));
    }
    return false;
}

} // namespace

SingleInstance::SingleInstance(const Paths &paths, QObject *parent)
    : QObject(parent)
    , m_folder(paths.runtime)
    , m_socketPath(paths.runtime + QStringLiteral("/desktop.sock"))
    , m_lock(paths.runtime + QStringLiteral("/desktop.lock"))
{
    // It goes with its process, however long that runs.
    m_lock.setStaleLockTime(0);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::accept);
}

SingleInstance::~SingleInstance() = default;

Result<SingleInstance::Role> SingleInstance::start(const QStringList &arguments)
{
    if (!QDir().mkpath(m_folder)) {
        return failure(ErrorCode::Io,
                       QStringLiteral("Starting Pierhead failed: the folder %1 cannot be made.")
                           .arg(m_folder));
    }
    if (m_lock.tryLock(0)) {
        return listen().map([] { return Role::First; });
    }
    if (m_lock.error() != QLockFile::LockFailedError) {
        return failure(ErrorCode::Io,
                       QStringLiteral("Starting Pierhead failed: %1/desktop.lock cannot be "
                                      "written.")
                           .arg(m_folder));
    }
    return handOver(arguments).map([] { return Role::Second; });
}

Result<> SingleInstance::listen()
{
    // Whoever listened there is gone: the lock says so.
    QLocalServer::removeServer(m_socketPath);
    if (!m_server.listen(m_socketPath)) {
        return failure(ErrorCode::Io,
                       QStringLiteral("Starting Pierhead failed: listening at %1 failed: %2.")
                           .arg(m_socketPath, m_server.errorString()));
    }
    return {};
}

Result<> SingleInstance::handOver(const QStringList &arguments) const
{
    QElapsedTimer time;
    time.start();
    QLocalSocket socket;
    bool isTaken = connectWithin(socket, m_socketPath, time);
    if (isTaken) {
        socket.write(line({arguments, qEnvironmentVariable("XDG_ACTIVATION_TOKEN")}));
        const auto left = [&time] {
            return qMax(0, static_cast<int>(handOverLimit.count() - time.elapsed()));
        };
        while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(left())) { }
        isTaken = socket.bytesAvailable() > 0 || socket.waitForReadyRead(left());
    }
    if (!isTaken) {
        qint64 process = 0;
        QString host;
        QString program;
        m_lock.getLockInfo(&process, &host, &program);
        return failure(ErrorCode::Timeout,
                       QStringLiteral("Pierhead is running already, as process %1, and does not "
                                      "answer. End that process and start it again.")
                           .arg(process));
    }
    return {};
}

void SingleInstance::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        read(socket);
    }
}

void SingleInstance::read(QLocalSocket *socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > longestMessage) {
            socket->abort();
        }
        return;
    }
    const auto message = json::parseAs<Message>(socket->readLine(longestMessage));
    if (!message) {
        socket->abort();
        return;
    }
    socket->write("\n");
    socket->disconnectFromServer();
    Q_EMIT asked(message->arguments, message->activationToken);
}

} // namespace pierhead::desktop
