#include "guardedtest.h"

#include "waiting.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTest>

namespace pierhead::test {

namespace {

/// The descendants of this process, as "pid name".
QStringList childProcesses()
{
    QMultiHash<qint64, qint64> childrenOf;
    QHash<qint64, QString> names;
    const QStringList entries =
        QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool isPid = false;
        const qint64 pid = entry.toLongLong(&isPid);
        QFile stat(QStringLiteral("/proc/%1/stat").arg(entry));
        if (!isPid || !stat.open(QIODevice::ReadOnly)) {
            continue;
        }
        const QString line = QString::fromUtf8(stat.readAll());
        const qsizetype nameEnd = line.lastIndexOf(QLatin1Char(')'));
        const QStringList fields = line.mid(nameEnd + 2).split(QLatin1Char(' '));
        // A zombie has ended; the web engine leaves its own for a while until it reaps them.
        if (fields.size() < 2 || fields.first() == QLatin1String("Z")) {
            continue;
        }
        childrenOf.insert(fields.at(1).toLongLong(), pid);
        names.insert(pid,
                     line.mid(line.indexOf(QLatin1Char('(')) + 1).section(QLatin1Char(')'), 0, 0));
    }
    QStringList found;
    QList<qint64> queue{QCoreApplication::applicationPid()};
    while (!queue.isEmpty()) {
        const QList<qint64> children = childrenOf.values(queue.takeFirst());
        for (const qint64 child : children) {
            queue.append(child);
            found.append(QStringLiteral("%1 %2").arg(child).arg(names.value(child)));
        }
    }
    return found;
}

QStringList temporaryFiles()
{
    return QDir::temp().entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden
                                  | QDir::System);
}

QStringList added(const QStringList &before, const QStringList &now)
{
    QStringList result;
    for (const QString &entry : now) {
        if (!before.contains(entry)) {
            result.append(entry);
        }
    }
    return result;
}

} // namespace

// Short, for sockets are made in it and their paths may have 107 bytes.
GuardedTest::GuardedTest()
    : m_temporary(QDir::tempPath() + QStringLiteral("/ph-XXXXXX"))
{
    // A test that runs as another user for a while has to get to its home.
    QFile::setPermissions(m_temporary.path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup
                              | QFile::ExeOther);
    const QString files = m_temporary.filePath(QStringLiteral("t"));
    QDir().mkpath(files);
    qputenv("TMPDIR", files.toUtf8());
}

QString GuardedTest::home() const
{
    return m_home->path();
}

QStringList GuardedTest::leftovers()
{
    return {};
}

int GuardedTest::graceMilliseconds() const
{
    return 1000;
}

void GuardedTest::keepChildren()
{
    m_childrenBefore = childProcesses();
}

void GuardedTest::init()
{
    // The offscreen platform says this of every dialog and pop-up; there is no screen to fit.
    QTest::failOnWarning(QRegularExpression(
        QStringLiteral("^(?!This plugin does not support (propagateSizeHints|raise|grabbing))")));
    keepChildren();
    m_home = std::make_unique<QTemporaryDir>(m_temporary.filePath(QStringLiteral("XXXXXX")));
    m_temporaryBefore = temporaryFiles();
    QVERIFY(m_home->isValid());
    qputenv("PIERHEAD_HOME", m_home->path().toUtf8());
    qputenv("PIERHEAD_DOCKER_DESKTOP", m_home->filePath(QStringLiteral("desktop")).toUtf8());
}

void GuardedTest::cleanup()
{
    // What is ending on its own is given a while for it.
    QStringList left;
    const auto look = [this, &left] {
        left = added(m_childrenBefore, childProcesses())
            + added(m_temporaryBefore, temporaryFiles()) + leftovers();
        return left.isEmpty();
    };
    if (!test::waitFor(look, graceMilliseconds())) {
        QFAIL(qPrintable(QStringLiteral("left behind: ") + left.join(QStringLiteral(", "))));
    }
    m_home.reset();
}

} // namespace pierhead::test
