#include "bridgescript.h"

#include <host/base/json.h>

#include <QFile>
#include <QSysInfo>

namespace pierhead::bridge {

namespace {

QByteArray read(const QString &path)
{
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "resources/js", qPrintable(path));
    return file.readAll();
}

/// The names that Node has for processors, which extensions expect.
QString nodeArchitecture()
{
    const QString name = QSysInfo::currentCpuArchitecture();
    if (name == QLatin1String("x86_64")) {
        return QStringLiteral("x64");
    }
    return name == QLatin1String("i386") ? QStringLiteral("ia32") : name;
}

QString nodePlatform()
{
#if defined(Q_OS_WIN)
    return QStringLiteral("win32");
#elif defined(Q_OS_MACOS)
    return QStringLiteral("darwin");
#else
    return QStringLiteral("linux");
#endif
}

QByteArray valuesFor(const extensions::InstalledExtension &extension)
{
    const Result<nlohmann::json> themes = json::parse(scriptSource(QStringLiteral("themes.json")));
    Q_ASSERT(themes);
    return json::serialize(
        {{"image", extension.reference},
         {"platform", nodePlatform()},
         {"arch", nodeArchitecture()},
         {"hostname", QSysInfo::machineHostName()},
         {"themes", *themes},
         {"stylesheet",
          QString::fromUtf8(scriptSource(QStringLiteral("dockerdesktoptheme.css")))}});
}

QByteArray included(const QString &fileName)
{
    return fileName == QLatin1String("qwebchannel.js")
        ? read(QStringLiteral(":/qtwebchannel/qwebchannel.js"))
        : scriptSource(fileName);
}

/// The file with those in it that its @include lines name.
QByteArray assembled(const QString &fileName)
{
    const QByteArray includeMark = QByteArrayLiteral("// @include ");
    QByteArray source;
    const QList<QByteArray> lines = scriptSource(fileName).split('\n');
    for (const QByteArray &line : lines) {
        const QByteArray trimmed = line.trimmed();
        source += trimmed.startsWith(includeMark)
            ? included(QString::fromUtf8(trimmed.mid(includeMark.size())))
            : line;
        source += '\n';
    }
    return source;
}

} // namespace

QByteArray scriptSource(const QString &fileName)
{
    return read(QStringLiteral(":/pierhead/js/") + fileName);
}

QWebEngineScript makeBridgeScript(const extensions::InstalledExtension &extension)
{
    const QByteArray source =
        assembled(QStringLiteral("page.js")).replace("// @values", valuesFor(extension));
    QWebEngineScript script;
    script.setName(QStringLiteral("ddClient"));
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    script.setWorldId(QWebEngineScript::MainWorld);
    script.setRunsOnSubFrames(false);
    script.setSourceCode(QString::fromUtf8(source));
    return script;
}

QByteArray workerScript()
{
    return assembled(QStringLiteral("worker.js"));
}

} // namespace pierhead::bridge
