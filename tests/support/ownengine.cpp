#include "ownengine.h"

#include "result.h"
#include "waiting.h"

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

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

OwnEngine::OwnEngine(QString folder, Additions additions, Product product)
    : m_folder(std::move(folder))
    , m_additions(std::move(additions))
    , m_product(product)
{
    QDir().mkpath(m_folder);
}

OwnEngine::~OwnEngine()
{
    kill();
    m_namespaces.kill();
    m_namespaces.waitForFinished();
    removeCgroups();
}

bool OwnEngine::isPodman() const
{
    return m_product == Product::Podman || m_product == Product::RootlessPodman;
}

bool OwnEngine::isRootless() const
{
    return m_product == Product::RootlessDocker || m_product == Product::RootlessPodman;
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

QStringList OwnEngine::before() const
{
    return isRootless() ? m_additions.before
            + QStringList{QStringLiteral(PIERHEAD_SOURCE_FOLDER "/tests/engine/rootless"), m_folder}
                        : m_additions.before;
}

QStringList OwnEngine::dockerCommand() const
{
    const QStringList groups = isRootless()
        ? QStringList{QStringLiteral("--storage-driver=vfs")}
        : QStringList{QStringLiteral("--exec-opt"),
                      QStringLiteral("native.cgroupdriver=cgroupfs"),
                      QStringLiteral("--cgroup-parent"),
                      QLatin1Char('/') + cgroup()};
    return before()
        + QStringList{isRootless() ? QStringLiteral("dockerd-rootless.sh")
                                   : QStringLiteral("dockerd"),
                      QStringLiteral("--data-root"),
                      m_folder + QStringLiteral("/data"),
                      QStringLiteral("--exec-root"),
                      m_folder + QStringLiteral("/exec"),
                      QStringLiteral("--pidfile"),
                      m_folder + QStringLiteral("/pid"),
                      QStringLiteral("--host"),
                      QStringLiteral("unix://") + socket()}
    + groups + m_additions.arguments;
}

QStringList OwnEngine::podmanCommand() const
{
    // The settings come from the script that the suite's Podman has them of. Who watched over a
    // command stays for five minutes after it, unless told otherwise.
    const QString script =
        QStringLiteral(". \"$1\"; unset CONTAINERS_CONF; podman_settings \"$2\"\n"
                       "if [[ -n ${CONTAINERS_CONF:-} ]]; then\n"
                       "    sed -i '/^\\[engine\\]/a exit_command_delay = 1' \"$CONTAINERS_CONF\"\n"
                       "else\n"
                       "    export CONTAINERS_CONF=$2/containers.conf\n"
                       "    printf '[engine]\\nexit_command_delay = 1\\n' >\"$CONTAINERS_CONF\"\n"
                       "fi\n"
                       "shift 2; exec \"$@\"");
    return before()
        + QStringList{QStringLiteral("bash"),
                      QStringLiteral("-c"),
                      script,
                      QStringLiteral("podman"),
                      QStringLiteral(PIERHEAD_SOURCE_FOLDER "/packaging/podman-settings"),
                      m_folder,
                      QStringLiteral("podman"),
                      QStringLiteral("--cgroup-manager"),
                      QStringLiteral("cgroupfs"),
                      QStringLiteral("--events-backend"),
                      QStringLiteral("file"),
                      QStringLiteral("--root"),
                      m_folder + QStringLiteral("/data"),
                      QStringLiteral("--runroot"),
                      m_folder + QStringLiteral("/exec"),
                      QStringLiteral("--tmpdir"),
                      m_folder + QStringLiteral("/tmp"),
                      QStringLiteral("--storage-driver"),
                      isRootless() ? QStringLiteral("vfs") : QStringLiteral("overlay"),
                      QStringLiteral("system"),
                      QStringLiteral("service"),
                      QStringLiteral("--time=0"),
                      QStringLiteral("unix://") + socket()}
    + m_additions.arguments;
}

/// What an engine writes for those who look for its faults is not left elsewhere.
QProcessEnvironment OwnEngine::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TMPDIR"), m_folder);
    return environment;
}

void OwnEngine::startNamespaces(const QStringList &command)
{
    const QStringList words{QStringLiteral("--net"),
                            QStringLiteral("--pid"),
                            QStringLiteral("--mount"),
                            QStringLiteral("--fork"),
                            QStringLiteral("--kill-child"),
                            QStringLiteral("--propagation"),
                            QStringLiteral("slave"),
                            QStringLiteral("--mount-proc"),
                            QStringLiteral(PIERHEAD_SOURCE_FOLDER "/tests/engine/engine-init")};
    m_namespaces.setProcessEnvironment(environment());
    m_namespaces.setProcessChannelMode(QProcess::MergedChannels);
    m_namespaces.setStandardOutputFile(m_folder + QStringLiteral("/log"));
    m_namespaces.start(QStringLiteral("unshare"), words + command);
}

void OwnEngine::enterNamespaces(const QStringList &command)
{
    if (m_namespaces.state() == QProcess::NotRunning) {
        startNamespaces({QStringLiteral("sleep"), QStringLiteral("infinity")});
    }
    // The init within makes the mounts before it starts its own child.
    const QString children = QStringLiteral("/proc/%1/task/%1/children");
    QByteArray init;
    const bool isReady = test::waitFor([&] {
        init = readAll(children.arg(m_namespaces.processId())).trimmed();
        return !init.isEmpty() && !readAll(children.arg(QString::fromLatin1(init))).isEmpty()
            && readAll(QStringLiteral("/proc/%1/mounts").arg(QString::fromLatin1(init)))
                   .contains("tmpfs /run ");
    });
    if (!isReady) {
        qWarning("The namespaces of the engine are not there.");
        return;
    }
    m_podman.setProcessEnvironment(environment());
    m_podman.setProcessChannelMode(QProcess::MergedChannels);
    m_podman.setStandardOutputFile(m_folder + QStringLiteral("/log"), QIODevice::Append);
    // What enters them is the parent of what is there, and that ends with it.
    m_podman.start(QStringLiteral("nsenter"),
                   QStringList{QStringLiteral("--target"),
                               QString::fromLatin1(init),
                               QStringLiteral("--net"),
                               QStringLiteral("--pid"),
                               QStringLiteral("--mount"),
                               QStringLiteral("setpriv"),
                               QStringLiteral("--pdeathsig"),
                               QStringLiteral("KILL")}
                       + command);
}

bool OwnEngine::giveBaseImage(const engine::EngineAddress &address)
{
    return run(QStringLiteral(PIERHEAD_SOURCE_FOLDER "/packaging/base-image"),
               {QStringLiteral("--host"), address.toString(), QStringLiteral("alpine:3.15")})
        == 0;
}

bool OwnEngine::start()
{
    QFile::remove(socket());
    if (isPodman()) {
        enterNamespaces(podmanCommand());
    } else {
        QFile::remove(m_folder + QStringLiteral("/pid"));
        // In the new namespace its number may be another process's, and dockerd would wait for it.
        QFile::remove(m_folder + QStringLiteral("/exec/containerd/containerd.pid"));
        startNamespaces(dockerCommand());
    }
    const engine::EngineClient client(address());
    const auto answers = [&client] {
        return await(client.version()).has_value();
    };
    const bool isUp = test::waitFor(answers, longestStart) && giveBaseImage(address());
    if (!isUp) {
        qWarning("The engine's log:\n%s",
                 readAll(m_folder + QStringLiteral("/log")).right(4096).constData());
    }
    return isUp;
}

void OwnEngine::kill()
{
    // With the outermost process, the kernel ends all that are in its namespace.
    QProcess &process = isPodman() ? m_podman : m_namespaces;
    process.kill();
    process.waitForFinished();
}

void OwnEngine::cutPower()
{
    const QString children = QStringLiteral("/proc/%1/task/%1/children");
    const QByteArray init = readAll(children.arg(m_namespaces.processId())).trimmed();
    kill();
    m_namespaces.kill();
    m_namespaces.waitForFinished();
    // The init is the last to go of what may still write there.
    const bool isOff = test::waitFor([&init] {
        return readAll(QStringLiteral("/proc/%1/cmdline").arg(QString::fromLatin1(init))).isEmpty();
    });
    for (const char *name : {"/exec", "/tmp"}) {
        QDir(m_folder + QLatin1String(name)).removeRecursively();
    }
    if (!isOff) {
        qWarning("The namespaces of the engine are still there.");
    }
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
    if (isPodman()) { // where nobody else's containers are in it
        for (const QString &hierarchy : root.entryList(QDir::Dirs | QDir::NoDot)) {
            const QString shared = root.filePath(hierarchy) + QStringLiteral("/libpod_parent");
            folders << shared + QStringLiteral("/conmon") << shared;
        }
    }
    for (const QString &folder : folders) {
        QDir().rmdir(folder);
    }
}

} // namespace pierhead::test
