#include "powerlossdisk.h"

#include "programrun.h"

#include <QDir>
#include <QFile>

#include <sched.h>
#include <sys/mount.h>

namespace pierhead::test {

namespace {

constexpr qint64 diskSize = 24LL * 1024 * 1024;

/// Empty, or what the program said.
QString problemOf(const QString &program, const QStringList &arguments)
{
    const ProgramRun run = runProgram(program, arguments);
    return run.exitCode == 0 ? QString() : program + QLatin1Char(' ') + run.errors;
}

} // namespace

void PowerLossDisk::leaveMounts()
{
    if (unshare(CLONE_NEWNS) != 0
        || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
        qFatal("a mount namespace needs root");
    }
}

PowerLossDisk::PowerLossDisk(QString folder)
    : m_folder(std::move(folder))
{ }

PowerLossDisk::~PowerLossDisk()
{
    if (m_isMounted) {
        umount2(root().toUtf8().constData(), MNT_DETACH);
    }
}

QString PowerLossDisk::image() const
{
    return QStringLiteral("%1/disk%2").arg(m_folder).arg(m_lives);
}

QString PowerLossDisk::start()
{
    QDir().mkpath(root());
    QFile file(image());
    if (!file.open(QIODevice::WriteOnly) || !file.resize(diskSize)) {
        return file.errorString();
    }
    file.close();
    const QString problem = problemOf(QStringLiteral("mkfs.ext4"),
                                      {QStringLiteral("-q"), QStringLiteral("-F"), image()});
    if (problem.isEmpty()) {
        m_isMounted = true;
        return mount();
    }
    return problem;
}

/// With a journal that is written when somebody asks for it, and a new name that does not bring its
/// file's content along.
QString PowerLossDisk::mount() const
{
    return problemOf(QStringLiteral("mount"),
                     {QStringLiteral("-t"),
                      QStringLiteral("ext4"),
                      QStringLiteral("-o"),
                      QStringLiteral("loop,commit=1000,noauto_da_alloc"),
                      image(),
                      root()});
}

QString PowerLossDisk::losePower()
{
    const QString before = image();
    ++m_lives;
    // Now, while what is not written yet is in the kernel's memory.
    if (!QFile::copy(before, image())) {
        return QStringLiteral("%1 cannot be copied").arg(before);
    }
    const QString problem = problemOf(QStringLiteral("umount"), {root()});
    QFile::remove(before);
    return problem.isEmpty() ? mount() : problem;
}

} // namespace pierhead::test
