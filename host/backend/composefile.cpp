#include "composefile.h"

#include "composedependencies.h"
#include "composelimits.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <yaml-cpp/yaml.h>

namespace pierhead::backend {

namespace {

QString text(const YAML::Node &node)
{
    return node.IsDefined() && node.IsScalar() ? QString::fromStdString(node.Scalar()) : QString();
}

/// `source:target[:mode]`. A name without a slash, dot or tilde in front is a volume, no bind.
void addShortBind(ComposeService &service, const QString &entry)
{
    const QStringList parts = entry.split(QLatin1Char(':'));
    static const QRegularExpression pathStart(QStringLiteral("^[/.~]"));
    if (parts.size() >= 2 && pathStart.match(parts.at(0)).hasMatch()) {
        service.binds.push_back({parts.at(0), parts.at(1), parts.value(2)});
    } else if (parts.size() >= 2) {
        service.binds.push_back({QString(), parts.at(1), parts.value(2)});
    }
}

void addLongBind(ComposeService &service, const YAML::Node &entry)
{
    const bool isBind = text(entry["type"]) == QStringLiteral("bind");
    const bool isReadOnly = text(entry["read_only"]) == QStringLiteral("true");
    service.binds.push_back({isBind ? text(entry["source"]) : QString(),
                             text(entry["target"]),
                             isReadOnly ? QStringLiteral("ro") : QString()});
}

/// The entries of a list of texts; of a mapping in it, what `ofMapping` makes of that.
QStringList listedIn(const YAML::Node &node, QString (*ofMapping)(const YAML::Node &))
{
    QStringList entries;
    if (!node || !node.IsSequence()) {
        return entries;
    }
    for (const YAML::Node &entry : node) {
        entries.append(entry.IsMap() ? ofMapping(entry) : text(entry));
    }
    return entries;
}

QString deviceOf(const YAML::Node &entry)
{
    return text(entry["source"]);
}

QString shortPort(const YAML::Node &entry)
{
    return QStringList{text(entry["host_ip"]), text(entry["published"]), text(entry["target"])}
        .join(QLatin1Char(':'))
        .remove(QRegularExpression(QStringLiteral("^:+")));
}

/// What of the engine's machine the service is let into.
void readPowers(ComposeService &service, const YAML::Node &node)
{
    service.isPrivileged = text(node["privileged"]) == QStringLiteral("true");
    service.ports = listedIn(node["ports"], &shortPort);
    service.capabilities = listedIn(node["cap_add"], &deviceOf);
    const QStringList devices = listedIn(node["devices"], &deviceOf);
    for (const QString &device : devices) {
        service.devices.append(device.section(QLatin1Char(':'), 0, 0));
    }
    using Words = std::pair<const char *, const char *>;
    constexpr std::array<Words, 4> namespaces{Words{"network_mode", "network"},
                                              Words{"pid", "pid"},
                                              Words{"ipc", "ipc"},
                                              Words{"userns_mode", "user"}};
    for (const auto &[key, name] : namespaces) {
        if (text(node[key]) == QStringLiteral("host")) {
            service.hostNamespaces.append(QLatin1String(name));
        }
    }
}

ComposeService readService(const QString &name, const YAML::Node &node)
{
    ComposeService service;
    service.name = name;
    service.restart = text(node["restart"]);
    service.image = text(node["image"]);
    service.limits = composeLimits(node);
    service.dependencies = composeDependencies(node);
    readPowers(service, node);
    const YAML::Node profiles = node["profiles"];
    service.hasProfiles = profiles && profiles.IsSequence() && profiles.size() > 0;
    const YAML::Node deploy = node["deploy"];
    service.hasDeployRestartPolicy = deploy && deploy.IsMap() && deploy["restart_policy"];
    const QString networkMode = text(node["network_mode"]);
    service.sharesNetwork = !networkMode.isEmpty() && networkMode != QStringLiteral("bridge");
    for (const YAML::Node &volume : node["volumes"]) {
        if (volume.IsScalar()) {
            addShortBind(service, text(volume));
        } else if (volume.IsMap()) {
            addLongBind(service, volume);
        }
    }
    return service;
}

/// Marks the services that another one waits to see end.
void markAwaited(std::vector<ComposeService> &services)
{
    QStringList awaited;
    for (const ComposeService &service : services) {
        for (const ComposeDependency &dependency : service.dependencies) {
            if (dependency.condition == DependencyCondition::Completed) {
                awaited.append(dependency.service);
            }
        }
    }
    for (ComposeService &service : services) {
        service.isAwaitedToEnd = awaited.contains(service.name);
    }
}

/// Adds a path that is relative to the compose file; others are not beside it.
void addReference(QStringList &references, QString path)
{
    while (path.startsWith(QStringLiteral("./"))) {
        path.remove(0, 2);
    }
    const bool isRelative = !path.isEmpty() && path != QStringLiteral(".")
        && !path.startsWith(QLatin1Char('/')) && !path.startsWith(QLatin1Char('~'))
        && !path.startsWith(QLatin1Char('$'));
    if (isRelative && !references.contains(path)) {
        references.append(path);
    }
}

/// A path, a list of paths, or a list of mappings with the key `path` (env_file, include).
void addReferences(QStringList &references, const YAML::Node &node)
{
    if (!node) {
        return;
    }
    if (node.IsScalar()) {
        addReference(references, text(node));
    } else if (node.IsSequence()) {
        for (const YAML::Node &entry : node) {
            addReferences(references, entry);
        }
    } else if (node.IsMap()) {
        addReferences(references, node["path"]);
    }
}

/// `configs` and `secrets`: each has its content in a `file`.
void addFiles(QStringList &references, const YAML::Node &section)
{
    if (!section || !section.IsMap()) {
        return;
    }
    for (const auto &entry : section) {
        if (entry.second.IsMap()) {
            addReferences(references, entry.second["file"]);
        }
    }
}

void addExtendedFile(QStringList &references, const YAML::Node &node)
{
    if (node["extends"] && node["extends"].IsMap()) {
        addReferences(references, node["extends"]["file"]);
    }
}

void addServiceReferences(QStringList &references, const YAML::Node &node)
{
    addReferences(references, node["env_file"]);
    addExtendedFile(references, node);
}

/// The folders of `driver_opts: {o: bind, device: …}`.
QStringList volumeFoldersOf(const YAML::Node &volumes)
{
    QStringList folders;
    if (!volumes || !volumes.IsMap()) {
        return folders;
    }
    for (const auto &entry : volumes) {
        const YAML::Node options =
            entry.second.IsMap() ? entry.second["driver_opts"] : YAML::Node();
        const QString device = options && options.IsMap() ? text(options["device"]) : QString();
        if (!device.isEmpty()) {
            folders.append(device);
        }
    }
    return folders;
}

tl::unexpected<Error> invalid(const Text &why)
{
    return failure(ErrorCode::InvalidManifest,
                   Text::english("The extension's compose file cannot be used: %1").arg(why));
}

Result<ComposeFile> read(const YAML::Node &root)
{
    if (!root.IsMap()) {
        return invalid(Text::english("it is not a mapping with a key \"services\"."));
    }
    const YAML::Node services = root["services"];
    if (!services || !services.IsMap() || services.size() == 0) {
        return invalid(
            Text::english("\"services\" has to be a mapping with at least one service."));
    }
    ComposeFile file;
    file.version = text(root["version"]);
    for (const auto &entry : services) {
        const QString name = text(entry.first);
        if (!entry.second.IsMap()) {
            return invalid(Text::english("\"services.%1\" has to be a mapping.").arg(name));
        }
        file.services.push_back(readService(name, entry.second));
        addServiceReferences(file.references, entry.second);
        addExtendedFile(file.otherFiles, entry.second);
        for (const ComposeBind &bind : file.services.back().binds) {
            addReference(file.references, bind.source);
        }
    }
    addReferences(file.references, root["include"]);
    addReferences(file.otherFiles, root["include"]);
    file.volumeFolders = volumeFoldersOf(root["volumes"]);
    addFiles(file.references, root["configs"]);
    addFiles(file.references, root["secrets"]);
    markAwaited(file.services);
    return file;
}

} // namespace

bool ComposeService::isOneShot() const
{
    return isAwaitedToEnd || restart == QStringLiteral("no") || restart == QStringLiteral("false")
        || restart.startsWith(QStringLiteral("on-failure"));
}

bool ComposeService::mountsAt(const QString &target) const
{
    return std::any_of(binds.cbegin(), binds.cend(), [&target](const ComposeBind &bind) {
        return bind.target == target;
    });
}

bool ComposeService::dependsOn(const QString &service) const
{
    return std::any_of(
        dependencies.cbegin(),
        dependencies.cend(),
        [&service](const ComposeDependency &dependency) { return dependency.service == service; });
}

const ComposeService *ComposeFile::find(const QString &service) const
{
    const auto found =
        std::find_if(services.cbegin(), services.cend(), [&service](const ComposeService &known) {
            return known.name == service;
        });
    return found == services.cend() ? nullptr : &*found;
}

QStringList ComposeFile::startOrder() const
{
    QStringList order;
    std::vector<ComposeService> waiting = services;
    while (!waiting.empty()) {
        const auto isNext = [&waiting](const ComposeService &service) {
            return std::none_of(
                waiting.begin(), waiting.end(), [&service](const ComposeService &other) {
                    return service.dependsOn(other.name);
                });
        };
        const auto next = std::find_if(waiting.begin(), waiting.end(), isNext);
        // Compose refuses files whose services wait for each other.
        const auto place = next == waiting.end() ? waiting.begin() : next;
        order.append(place->name);
        waiting.erase(place);
    }
    return order;
}

Result<ComposeFile> ComposeFile::parse(const QByteArray &text)
{
    try {
        return read(YAML::Load(text.toStdString()));
    } catch (const YAML::Exception &exception) {
        return invalid(QString::fromUtf8(exception.what()));
    }
}

} // namespace pierhead::backend
