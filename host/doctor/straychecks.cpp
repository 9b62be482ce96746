#include "examination.h"

#include <host/backend/backendlabels.h>
#include <host/backend/killbeside.h>
#include <host/extensions/imagefiles.h>

#include <QDir>
#include <QSet>

#include <algorithm>

namespace pierhead::doctor {

namespace {

using Severity = Finding::Severity;
using Containers = std::vector<engine::ContainerSummary>;

/// What Docker Desktop calls the compose project of every extension.
const QString projectSuffix = QStringLiteral("-desktop-extension");

/// What is needed for a moment only, and is older, was left.
constexpr qint64 momentSeconds = 3600;

/// A kind of containers that Pierhead makes for a moment.
struct Passing
{
    const char *check;
    QString label;
    QString what; ///< with the engine for %1
};

std::vector<Passing> passingKinds()
{
    return {{"reader-left",
             extensions::ImageFiles::ownerLabel(),
             QStringLiteral("An install read an image by this container on %1, and left it.")},
            {"killer-left",
             backend::killerLabel,
             QStringLiteral("A command was ended by this container on %1, which was left.")}};
}

QString nameOf(const engine::ContainerSummary &container)
{
    const QString name = container.names.value(0, container.id);
    return name.startsWith(QLatin1Char('/')) ? name.mid(1) : name;
}

/// The containers of one project that nothing here installed. They may be another user's of the
/// same engine, so people decide.
Finding strayProject(const QString &key, const QString &project, const Containers &containers)
{
    QStringList names;
    QString id;
    for (const engine::ContainerSummary &container : containers) {
        names.append(nameOf(container));
        id = container.labels.value(backend::idLabel, id);
    }
    return {
        .severity = Severity::Warning,
        .check = QStringLiteral("container-stray"),
        .where = id.isEmpty() ? project : id,
        .what = QStringLiteral("It is not installed here, and has containers on %1: %2.")
                    .arg(key, names.join(QStringLiteral(", "))),
        .advice = id.isEmpty()
            ? QStringLiteral("If nobody else uses them: docker rm --force %1")
                  .arg(names.join(QLatin1Char(' ')))
            : QStringLiteral("If nobody else uses them: docker extension rm --force %1").arg(id)};
}

Task<Result<void>> removePassing(std::shared_ptr<engine::Engine> engine, QString container)
{
    co_return co_await engine->client().removeContainer(container);
}

/// By project.
std::map<QString, Containers> strayContainers(const Containers &containers,
                                              const QSet<QString> &known)
{
    std::map<QString, Containers> stray;
    for (const engine::ContainerSummary &container : containers) {
        const QString project = container.labels.value(backend::projectLabel);
        if (project.endsWith(projectSuffix) && !known.contains(project)) {
            stray[project].push_back(container);
        }
    }
    return stray;
}

Finding leftOf(const Passing &kind,
               const std::shared_ptr<engine::Engine> &engine,
               const engine::ContainerSummary &container)
{
    return {.severity = Severity::Warning,
            .check = QLatin1String(kind.check),
            .where = nameOf(container),
            .what = kind.what.arg(engine->key()),
            .advice = QStringLiteral("Delete it."),
            .mend = [engine, id = container.id] {
                return removePassing(engine, id);
            }};
}

Task<void> checkPassing(SharedExamination now, std::shared_ptr<engine::Engine> engine, Passing kind)
{
    const QMap<QString, QStringList> ofKind{{QStringLiteral("label"), {kind.label}}};
    const Result<Containers> containers =
        co_await engine->client().listContainers(ofKind, now->stop);
    const qint64 limit = QDateTime::currentSecsSinceEpoch() - momentSeconds;
    for (const engine::ContainerSummary &container : containers.value_or(Containers())) {
        if (container.created < limit) {
            now->findings.push_back(leftOf(kind, engine, container));
        }
    }
}

Task<void>
checkOne(SharedExamination now, std::shared_ptr<engine::Engine> engine, QSet<QString> known)
{
    const QMap<QString, QStringList> ofExtensions{
        {QStringLiteral("label"), {backend::extensionLabel + QStringLiteral("=true")}}};
    const Result<Containers> containers =
        co_await engine->client().listContainers(ofExtensions, now->stop);
    if (containers) {
        for (const auto &[project, members] : strayContainers(*containers, known)) {
            now->findings.push_back(strayProject(engine->key(), project, members));
        }
    }
    const std::vector<Passing> kinds = passingKinds();
    for (const Passing &kind : kinds) {
        co_await checkPassing(now, engine, kind);
    }
}

} // namespace

Task<void> checkStrayContainers(SharedExamination now)
{
    QSet<QString> known;
    const QStringList folders =
        QDir(now->store.root()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders) {
        // What is wrong with one that cannot be read is told of elsewhere.
        if (const auto id = extensions::ExtensionId::parse(folder); id) {
            known.insert(id->projectName());
        }
    }
    for (const extensions::InstalledExtension &extension : now->installed) {
        known.insert(extension.id.projectName());
    }
    for (const Finding &finding : now->findings) {
        // What was broken off is told of with its note.
        const auto id = extensions::ExtensionId::parse(finding.where);
        if (finding.check == QLatin1String("broken-off") && id) {
            known.insert(id->projectName());
        }
    }
    const auto engines = now->engines;
    for (const auto &[key, engine] : engines) {
        co_await checkOne(now, engine, known);
    }
}

} // namespace pierhead::doctor
