#include "extracttest.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

namespace pierhead::test {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be opened)");
}

std::unique_ptr<TarFile> ExtractTest::tar() const
{
    QDir().mkpath(target());
    return std::make_unique<TarFile>(home() + QStringLiteral("/a.tar"));
}

QString ExtractTest::target() const
{
    return home() + QStringLiteral("/box/target");
}

QString ExtractTest::target(const char *path) const
{
    return target() + QLatin1Char('/') + QString::fromUtf8(path);
}

Result<> ExtractTest::unpack(TarFile &file, const archive::TarLimits &limits) const
{
    QFile victim(home() + QStringLiteral("/box/victim"));
    (void)victim.open(QIODevice::WriteOnly);
    victim.write("untouched");
    victim.close();
    const Result<> result = archive::extractTar(file.close(), target(), limits);
    const QStringList around =
        QDir(home() + QStringLiteral("/box"))
            .entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
    if (around != QStringList{QStringLiteral("target"), QStringLiteral("victim")}
        || contents(victim.fileName()) != "untouched" || hasLinkOut()) {
        QTest::qFail("something came out of the folder", __FILE__, __LINE__);
    }
    return result;
}

bool ExtractTest::hasLinkOut() const
{
    QDirIterator files(target(),
                       QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo info(files.next());
        const QString real = info.canonicalFilePath();
        if (info.isSymLink() && !real.isEmpty() && real != target()
            && !real.startsWith(target() + QLatin1Char('/'))) {
            return true;
        }
    }
    return false;
}

} // namespace pierhead::test
