#include "requestedaccess.h"

#include <QDir>
#include <QFileInfo>

namespace pierhead::extensions {

namespace {

void ask(QList<Text> &requests, const Text &request)
{
    if (!requests.contains(request)) {
        requests.append(request);
    }
}

bool isEngineSocket(const QString &path)
{
    return path.endsWith(QLatin1String("/docker.sock"))
        || path.endsWith(QLatin1String("/docker.sock.raw"))
        || path.endsWith(QLatin1String("/podman.sock"));
}

/// What lies beside the compose file came with it.
bool isBesideTheFile(const QString &source)
{
    const QString clean = QDir::cleanPath(source);
    const bool isRelative = QDir::isRelativePath(clean) && !clean.startsWith(QLatin1Char('~'))
        && !clean.startsWith(QLatin1Char('$'));
    return source.isEmpty()
        || (isRelative && clean != QLatin1String("..") && !clean.startsWith(QLatin1String("../")));
}

void askForBind(QList<Text> &requests, const backend::ComposeBind &bind)
{
    if (isEngineSocket(bind.source)) {
        ask(requests, Text::english("the engine's socket, and so all of its containers"));
    } else if (!isBesideTheFile(bind.source)) {
        const bool isReadOnly = bind.mode.split(QLatin1Char(',')).contains(QLatin1String("ro"));
        ask(requests,
            (isReadOnly ? Text::english("the folder %1 of the engine's machine (read-only)")
                        : Text::english("the folder %1 of the engine's machine"))
                .arg(bind.source));
    }
}

void askForService(QList<Text> &requests, const backend::ComposeService &service)
{
    for (const backend::ComposeBind &bind : service.binds) {
        askForBind(requests, bind);
    }
    if (service.isPrivileged) {
        ask(requests,
            Text::english("a privileged container: root's power on the engine's machine"));
    }
    for (const QString &part : service.hostNamespaces) {
        ask(requests, Text::english("the engine's machine's own %1 namespace").arg(part));
    }
    for (const QString &device : service.devices) {
        ask(requests, Text::english("the device %1 of the engine's machine").arg(device));
    }
    for (const QString &capability : service.capabilities) {
        ask(requests, Text::english("the capability %1 for its backend").arg(capability));
    }
    for (const QString &port : service.ports) {
        ask(requests, Text::english("the port %1 of the engine's machine").arg(port));
    }
}

/// The file, and those whose services it takes in, each once.
void readComposeFiles(const QString &path,
                      QStringList &known,
                      std::vector<backend::ComposeFile> &files)
{
    QFile file(path);
    if (known.contains(path) || !file.open(QIODevice::ReadOnly)) {
        return;
    }
    known.append(path);
    const Result<backend::ComposeFile> compose = backend::ComposeFile::parse(file.readAll());
    if (!compose) {
        return;
    }
    files.push_back(*compose);
    const QString folder = QFileInfo(path).path() + QLatin1Char('/');
    for (const QString &other : compose->otherFiles) {
        readComposeFiles(QDir::cleanPath(folder + other), known, files);
    }
}

QList<Text> without(const QList<Text> &list, const QList<Text> &others)
{
    QList<Text> left;
    for (const Text &entry : list) {
        if (!others.contains(entry)) {
            left.append(entry);
        }
    }
    return left;
}

} // namespace

RequestedAccess RequestedAccess::of(const Manifest &manifest,
                                    Permissions permissions,
                                    const std::vector<backend::ComposeFile> &composeFiles)
{
    RequestedAccess access;
    QList<Text> &requests = access.requests;
    if (manifest.tab) {
        ask(requests, Text::english("a tab"));
    }
    if (manifest.backend) {
        ask(requests, Text::english("a backend on the engine"));
    }
    for (const backend::ComposeFile &file : composeFiles) {
        for (const backend::ComposeService &service : file.services) {
            askForService(requests, service);
        }
        for (const QString &folder : file.volumeFolders) {
            askForBind(requests, {folder, {}, {}});
        }
    }
    for (const QString &path : manifest.hostBinaries) {
        ask(requests,
            Text::english("its program %1 on this machine").arg(QFileInfo(path).fileName()));
    }
    for (const QString &permission : permissionNames(permissions)) {
        ask(requests, Text::english("the permission \"%1\"").arg(permission));
    }
    return access;
}

RequestedAccess RequestedAccess::of(const InstalledExtension &extension)
{
    std::vector<backend::ComposeFile> files;
    QStringList known;
    if (!extension.composeFile().isEmpty()) {
        readComposeFiles(extension.composeFile(), known, files);
    }
    return of(extension.manifest, extension.permissions, files);
}

AccessDifference differenceBetween(const RequestedAccess &former, const RequestedAccess &next)
{
    return {.added = without(next.requests, former.requests),
            .removed = without(former.requests, next.requests)};
}

} // namespace pierhead::extensions
