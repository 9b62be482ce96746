#include "switchersupport.h"

#include "windowsupport.h"

#include <host/base/json.h>

#include <QAbstractButton>
#include <QCryptographicHash>
#include <QDir>
#include <QTest>

#include <storedextension.h>

namespace pierhead::test {

void useDockerFolder(const QString &home)
{
    qputenv("DOCKER_CONFIG", (home + QStringLiteral("/docker")).toUtf8());
}

void makeDockerContext(const QString &home,
                       const QString &name,
                       const QString &host,
                       const QString &certificates)
{
    const QString contexts = home + QStringLiteral("/docker/contexts");
    const QString digest = QString::fromLatin1(
        QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex());
    writeFile(QStringLiteral("%1/meta/%2/meta.json").arg(contexts, digest),
              json::serialize({{"Name", name}, {"Endpoints", {{"docker", {{"Host", host}}}}}}));
    const QString target = QStringLiteral("%1/tls/%2/docker").arg(contexts, digest);
    const QStringList files =
        certificates.isEmpty() ? QStringList() : QDir(certificates).entryList(QDir::Files);
    for (const QString &file : files) {
        QVERIFY(QDir().mkpath(target));
        QVERIFY(
            QFile::copy(certificates + QLatin1Char('/') + file, target + QLatin1Char('/') + file));
    }
}

QPointer<desktop::EngineSwitcher> openSwitcher(desktop::Application &program)
{
    auto *badge = visible<QAbstractButton>(program.window(), QStringLiteral("engineBadge"));
    if (badge == nullptr) {
        return nullptr;
    }
    QTest::mouseClick(badge, Qt::LeftButton);
    return program.window().findChild<desktop::EngineSwitcher *>();
}

} // namespace pierhead::test
