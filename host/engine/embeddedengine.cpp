#include "embeddedengine.h"

#include "engineclient.h"
#include "podmansettings.h"

#include <host/process/processgroup.h>

#include <QCoroTimer>
#include <QDeadlineTimer>
#include <QDir>
#include <QStandardPaths>

#include <chrono>
#include <csignal>

namespace pierhead::engine {

namespace {

using namespace std::chrono_literals;

constexpr auto startLimit = 30s;
constexpr auto askEvery = 50ms;
/// How long it may take to end by itself before it is killed.
constexpr int endLimitMs = 2000;
constexpr qsizetype wordsKept = 8192;
/// The longest name of a folder whose socket has a name that the kernel takes.
constexpr qsizetype folderNameLimit = 90;

const QString socketName = QStringLiteral("podman.sock");

QStringList foldersIn(const QDir &runtime)
{
    return runtime.entryList({QStringLiteral("engine-*-*")}, QDir::Dirs | QDir::NoDotAndDotDot);
}

QString folderPrefix(qint64 pid)
{
    return QStringLiteral("engine-%1-").arg(pid);
}

/// Deletes what programs that were killed left behind.
void removeStaleFolders(const QString &runtime)
{
    const QDir folder(runtime);
    const QStringList names = foldersIn(folder);
    for (const QString &name : names) {
        const auto pid = static_cast<pid_t>(name.section(QLatin1Char('-'), 1, 1).toInt());
        if (pid > 0 && kill(pid, 0) != 0 && errno == ESRCH) {
            QDir(folder.filePath(name)).removeRecursively();
        }
    }
}

/// A folder that only we may enter.
Result<std::unique_ptr<QTemporaryDir>> makeFolder(const QString &runtime)
{
    const QString name = folderPrefix(QCoreApplication::applicationPid());
    QString path = QDir(runtime).filePath(name);
    if (path.toUtf8().size() > folderNameLimit) {
        path = QDir::temp().filePath(QStringLiteral("pierhead-") + name);
    } else {
        QDir().mkpath(runtime);
        removeStaleFolders(runtime);
    }
    auto folder = std::make_unique<QTemporaryDir>(path + QStringLiteral("XXXXXX"));
    if (!folder->isValid()) {
        return failure(ErrorCode::Io,
                       Text::english("Making a folder for the embedded engine's socket in %1 "
                                     "failed: %2.")
                           .arg(QFileInfo(path).path(), folder->errorString()));
    }
    return folder;
}

} // namespace

Task<Result<std::unique_ptr<EmbeddedEngine>>> EmbeddedEngine::start(Paths paths, StopToken stop)
{
    const LastingSocket lasting(paths.runtime);
    // What it leads to may be deleted as the next thing.
    lasting.closeUnlessServed();
    PIERHEAD_CO_TRY(folder, makeFolder(paths.runtime));
    std::unique_ptr<EmbeddedEngine> engine(new EmbeddedEngine(std::move(folder), lasting));
    const Result<> launched = engine->launch();
    if (!launched) {
        co_return tl::unexpected<Error>(launched.error());
    }
    const EngineClient client(engine->address());
    const QDeadlineTimer limit(startLimit);
    while (!stop.stop_requested()) {
        if (engine->m_process.state() == QProcess::NotRunning) {
            co_return tl::unexpected<Error>(engine->ended());
        }
        const Result<EngineVersion> version = co_await client.version(stop);
        if (version) {
            // A command that ends soon must not take it from a window.
            engine->m_hasLastingPath = lasting.isServed() || lasting.leadTo(engine->socket());
            co_return engine;
        }
        if (limit.hasExpired()) {
            co_return failure(ErrorCode::Timeout,
                              Text::english("Podman was started and does not answer: %1")
                                  .arg(version.error().text()),
                              QString::fromUtf8(engine->m_words));
        }
        co_await QCoro::sleepFor(askEvery);
    }
    co_return cancelled(Text::english("Starting the embedded engine"));
}

EmbeddedEngine::EmbeddedEngine(std::unique_ptr<QTemporaryDir> folder, LastingSocket lasting)
    : m_folder(std::move(folder))
    , m_lasting(std::move(lasting))
{ }

EmbeddedEngine::~EmbeddedEngine()
{
    leaveLastingPath();
    if (m_process.state() == QProcess::NotRunning) {
        return;
    }
    process::signalGroup(m_process, SIGTERM);
    if (!m_process.waitForFinished(endLimitMs)) {
        process::signalGroup(m_process, SIGKILL);
        m_process.waitForFinished(endLimitMs);
    }
}

EngineAddress EmbeddedEngine::address() const
{
    EngineAddress address{EngineAddress::Transport::UnixSocket, socket(), {}, 0};
    if (m_hasLastingPath) {
        address.lastingPath = m_lasting.path();
    }
    return address;
}

void EmbeddedEngine::takeLastingPath() const
{
    if (!m_lasting.leadsTo(socket())) {
        m_lasting.leadTo(socket());
    }
}

QString EmbeddedEngine::socket() const
{
    return m_folder->filePath(socketName);
}

void EmbeddedEngine::leaveLastingPath() const
{
    if (!m_lasting.leadsTo(socket())) {
        return;
    }
    const QDir runtime = QFileInfo(m_lasting.path()).dir();
    const QStringList names = foldersIn(runtime);
    for (const QString &name : names) {
        const QString other = QDir(runtime.filePath(name)).filePath(socketName);
        if (!m_lasting.leadsTo(other) && isListening(other)) {
            m_lasting.leadTo(other);
            return;
        }
    }
    m_lasting.close();
}

Result<> EmbeddedEngine::launch()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("podman"));
    if (program.isEmpty()) {
        return failure(ErrorCode::NotFound,
                       Text::english("The embedded engine needs Podman, which is not installed. "
                                     "Install the package \"podman\"."));
    }
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // With these, Podman would talk to another engine in place of being one.
    environment.remove(QStringLiteral("CONTAINER_HOST"));
    environment.remove(QStringLiteral("CONTAINER_CONNECTION"));
    const QString settings = podmanSettings(PodmanSurroundings::ofThisMachine());
    if (!settings.isEmpty()) {
        QFile file(m_folder->filePath(QStringLiteral("containers.conf")));
        if (!file.open(QIODevice::WriteOnly) || file.write(settings.toUtf8()) < 0) {
            return failure(
                ErrorCode::Io,
                Text::english("Writing %1 failed: %2.").arg(file.fileName(), file.errorString()));
        }
        environment.insert(QStringLiteral("CONTAINERS_CONF"), file.fileName());
    }
    m_process.setProgram(program);
    m_process.setArguments({QStringLiteral("system"),
                            QStringLiteral("service"),
                            QStringLiteral("--time=0"),
                            address().toString()});
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    process::makeGroupLeader(m_process);
    QObject::connect(&m_process, &QProcess::readyRead, &m_process, [this] {
        m_words = (m_words + m_process.readAll()).right(wordsKept);
    });
    m_process.start();
    return {};
}

Error EmbeddedEngine::ended() const
{
    if (m_process.error() == QProcess::FailedToStart) {
        return {ErrorCode::ProcessFailed,
                Text::english("Starting %1 failed: %2.")
                    .arg(m_process.program(), m_process.errorString())};
    }
    const QString words = QString::fromUtf8(m_words).trimmed();
    return {ErrorCode::ProcessFailed,
            Text::english("Podman could not serve as the embedded engine: %1")
                .arg(words.isEmpty()
                         ? Text::english("it ended with code %1.").arg(m_process.exitCode())
                         : words.section(QLatin1Char('\n'), -1)),
            words};
}

} // namespace pierhead::engine
