#include "memory.h"

#include <QDir>
#include <QFile>

namespace pierhead::test {

namespace {

QString fileOf(qint64 process, const char *name)
{
    return QStringLiteral("/proc/%1/%2")
        .arg(process == 0 ? QStringLiteral("self") : QString::number(process), QLatin1String(name));
}

qint64 statusOf(qint64 process, const QByteArray &key)
{
    QFile status(fileOf(process, "status"));
    if (!status.open(QIODevice::ReadOnly)) {
        qFatal("%s", qPrintable(status.errorString()));
    }
    const QByteArray text = status.readAll();
    const qsizetype start = text.indexOf('\n' + key + ':') + key.size() + 2;
    return text.mid(start, text.indexOf("kB", start) - start).trimmed().toLongLong();
}

} // namespace

qint64 residentKibibytes(qint64 process)
{
    return statusOf(process, "VmRSS");
}

qint64 peakKibibytes(qint64 process)
{
    return statusOf(process, "VmHWM");
}

void forgetPeakMemory(qint64 process)
{
    QFile marks(fileOf(process, "clear_refs"));
    if (!marks.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || marks.write("5") != 1) {
        qFatal("%s", qPrintable(marks.errorString()));
    }
}

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::AllEntries | QDir::System).size();
}

} // namespace pierhead::test
