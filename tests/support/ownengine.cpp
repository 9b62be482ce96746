#include "ownengine.h"

#include "result.h"

#include <host/engine/engineclient.h>

#include <QDir>
#include <QDirIterator>

namespace pierhead::test {

namespace {

constexpr int longestStart = 60'000;

int run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished(longestStart) ? process.exitCode() : -1;
}

} // namespace

OwnEngine::OwnEngine(QString folder, Additions additions)
    : m_folder(std::move(folder))
    , m_additions(std::move(additions))
{
    QDir().mkpath(m_folder);
}

OwnEngine::~OwnEngine()
{
    kill();
    removeCgroups();
}

QString OwnEngine::socket() const
{
    return m_folder + QStringLiteral("/engine.sock");
}

QString OwnEngine::cgroup() const
{
    return QStringLiteral("ph-own-%1").arg(qHash(m_folder));
}

engine::EngineAddress OwnEngine::address() const
{
    return {engine::EngineAddress::Transport::UnixSocket, socket(), {}, 0};
}

bool OwnEngine::start()
{
    QFile::remove(m_folder + QStringLiteral("/pid"));
    // In the new namespace its number may be another process's, and dockerd would wait for that.
    QFile::remove(m_folder + QStringLiteral("/exec/containerd/containerd.pid"));
    QFile::remove(socket());
    m_process.setStandardOutputFile(m_folder + QStringLiteral("/log"));
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    QStringList words{QStringLiteral("--net"),
                      QStringLiteral("--pid"),
                      QStringLiteral("--mount"),
                      QStringLiteral("--fork"),
                      QStringLiteral("--kill-child"),
                      QStringLiteral("--propagation"),
                      QStringLiteral("slave"),
                      QStringLiteral("--mount-proc"),
                      QStringLiteral(PIERHEAD_SOURCE_FOLDER "/tests/engine/engine-init")};
    words << m_additions.before << QStringLiteral("dockerd") << QStringLiteral("--data-root")
          << m_folder + QStringLiteral("/data") << QStringLiteral("--exec-root")
          << m_folder + QStringLiteral("/exec") << QStringLiteral("--pidfile")
          << m_folder + QStringLiteral("/pid") << QStringLiteral("--host")
          << QStringLiteral("unix://") + socket() << QStringLiteral("--exec-opt")
          << QStringLiteral("native.cgroupdriver=cgroupfs") << QStringLiteral("--cgroup-parent")
          << QLatin1Char('/') + cgroup() << m_additions.arguments;
    m_process.start(QStringLiteral("unshare"), words);
    const engine::EngineClient client(address());
    const auto answers = [&client] {
        return await(client.version()).has_value();
    };
    const bool isUp = QTest::qWaitFor(answers, longestStart)
        && run(QStringLiteral(PIERHEAD_SOURCE_FOLDER "/packaging/base-image"),
               {QStringLiteral("--host"),
                QStringLiteral("unix://") + socket(),
                QStringLiteral("alpine:3.15")})
            == 0;
    if (!isUp) {
        QFile log(m_folder + QStringLiteral("/log"));
        const bool isOpen = log.open(QIODevice::ReadOnly);
        qWarning("The engine's log:\n%s", isOpen ? log.readAll().right(4096).constData() : "none");
    }
    return isUp;
}

void OwnEngine::kill()
{
    // With the outermost process, the kernel ends all that are in its namespace.
    m_process.kill();
    m_process.waitForFinished();
}

void OwnEngine::removeCgroups() const
{
    QStringList folders;
    const QDir root(QStringLiteral("/sys/fs/cgroup"));
    for (const QString &hierarchy : root.entryList(QDir::Dirs | QDir::NoDot | QDir::NoSymLinks)) {
        const QString own = root.filePath(hierarchy) + QLatin1Char('/') + cgroup();
        QDirIterator below(own, QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        folders.prepend(own);
        while (below.hasNext()) {
            folders.prepend(below.next());
        }
    }
    folders.append(root.filePath(cgroup()));
    for (const QString &folder : folders) {
        QDir().rmdir(folder);
    }
}

} // namespace pierhead::test
