#include "hosthandlers.h"

#include "commandcall.h"

#include <QDir>
#include <QFileInfo>
#include <QProcessEnvironment>

namespace pierhead::bridge {

namespace {

QStringList binaryNames(const extensions::Manifest &manifest)
{
    QStringList names;
    for (const QString &path : manifest.hostBinaries) {
        names.append(QFileInfo(path).fileName());
    }
    return names;
}

/// Puts the path of the extension's own program in the place of its name, and its folder first into
/// PATH, so that its programs find one another.
Result<backend::ExecSpec> withBinary(const extensions::InstalledExtension &extension,
                                     backend::ExecSpec spec)
{
    const QString name = spec.command.value(0);
    const QStringList names = binaryNames(extension.manifest);
    if (!names.contains(name)) {
        const QString known = names.isEmpty()
            ? QStringLiteral("its metadata.json names none for this operating system")
            : QStringLiteral("it has %1").arg(names.join(QStringLiteral(", ")));
        return failure(ErrorCode::NotFound,
                       QStringLiteral("The binary \"%1\" was not found among those that %2 brought "
                                      "in \"host\": %3. Others cannot be run.")
                           .arg(name, extension.id.value(), known));
    }
    const QString folder = extension.version + QStringLiteral("/host");
    spec.command[0] = folder + QLatin1Char('/') + name;
    const QString path = spec.environment.value(
        QStringLiteral("PATH"),
        QProcessEnvironment::systemEnvironment().value(QStringLiteral("PATH")));
    spec.environment.insert(QStringLiteral("PATH"),
                            path.isEmpty() ? folder : folder + QDir::listSeparator() + path);
    return spec;
}

Result<PlannedCommand<backend::HostSession>>
onHost(const PageContext &page, const ExecArgs &args, ExecForm form)
{
    PIERHEAD_TRY(asked, args.spec(form));
    PIERHEAD_TRY(spec, withBinary(page.extension, std::move(asked)));
    removeEngineVariables(spec.environment);
    return PlannedCommand<backend::HostSession>{*page.host, std::move(spec), args.line()};
}

} // namespace

void addHostHandlers(MethodTable &table)
{
    addExec(
        table, QStringLiteral("extension.host.cli.exec"), extensions::Permission::Host, &onHost);
}

} // namespace pierhead::bridge
