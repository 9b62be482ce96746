#include "examination.h"

#include <host/backend/backendlabels.h>
#include <host/backend/pluginimage.h>
#include <host/extensions/installedbackend.h>
#include <host/extensions/repair.h>
#include <host/policy/extensionswitch.h>

#include <QFileInfo>

#include <algorithm>

namespace pierhead::doctor {

namespace {

using backend::BackendState;
using backend::ServiceCondition;
using extensions::InstalledExtension;
using Severity = Finding::Severity;
using Containers = std::vector<engine::ContainerSummary>;

/// Compose writes on each container which files it was made from.
const QString workingFolderLabel = QStringLiteral("com.docker.compose.project.working_dir");

Task<Result<void>> startBackend(std::shared_ptr<engine::Engine> engine,
                                extensions::ExtensionStore store,
                                extensions::ExtensionId id)
{
    const extensions::InstalledBackend backend(engine->client(), store, id);
    co_return co_await backend.start();
}

Task<Result<void>> remake(std::shared_ptr<engine::Engine> engine,
                          extensions::ExtensionStore store,
                          extensions::ExtensionId id)
{
    co_return co_await extensions::remakeBackend(engine->client(), store, id);
}

QString hashOf(const QString &imageId)
{
    return imageId.section(QLatin1Char(':'), -1);
}

/// Whether the container is made from another version than the installed one; not where that
/// cannot be told.
bool isOfAnotherVersion(const engine::ContainerSummary &container,
                        const InstalledExtension &extension)
{
    const QString composeFile = extension.composeFile();
    if (!composeFile.isEmpty()) {
        const QString folder = container.labels.value(workingFolderLabel);
        return !folder.isEmpty() && folder != QFileInfo(composeFile).path();
    }
    const auto image =
        backend::expandPluginImage(extension.manifest.backend->image, extension.reference);
    return image && *image == extension.reference && !container.imageId.isEmpty()
        && hashOf(container.imageId) != hashOf(extension.imageId);
}

Finding about(const InstalledExtension &extension,
              Severity severity,
              const QString &check,
              const QString &what,
              const QString &advice)
{
    return {.severity = severity,
            .check = check,
            .where = extension.id.value(),
            .what = what,
            .advice = advice};
}

/// What the state says by itself.
std::optional<Finding> stateFinding(const InstalledExtension &extension, const BackendState &state)
{
    const ServiceCondition condition = state.overall();
    if (condition == ServiceCondition::Stopped) {
        return about(
            extension,
            Severity::Note,
            QStringLiteral("backend-stopped"),
            QStringLiteral("Its backend is stopped."),
            QStringLiteral("\"docker extension restart %1\" starts it.").arg(extension.name));
    }
    if (condition == ServiceCondition::Failed || condition == ServiceCondition::Restarting
        || condition == ServiceCondition::Unhealthy) {
        return about(
            extension,
            Severity::Warning,
            QStringLiteral("backend-failed"),
            state.reason().inEnglish(),
            QStringLiteral("\"docker extension logs %1\" may tell why.").arg(extension.name));
    }
    return std::nullopt;
}

std::optional<Finding> backendFinding(const Examination &now,
                                      const std::shared_ptr<engine::Engine> &engine,
                                      const InstalledExtension &extension,
                                      const Containers &containers,
                                      const BackendState &state)
{
    const bool isOther =
        std::any_of(containers.begin(), containers.end(), [&extension](const auto &container) {
            return isOfAnotherVersion(container, extension);
        });
    if (isOther) {
        Finding finding = about(extension,
                                Severity::Error,
                                QStringLiteral("backend-version"),
                                QStringLiteral("Its backend runs another version than the one that "
                                               "is installed."),
                                QStringLiteral("Make its containers anew."));
        finding.mend = [engine, store = now.store, id = extension.id] {
            return remake(engine, store, id);
        };
        return finding;
    }
    if (!extensions::isBackendComplete(state, extension)) {
        Finding finding = about(extension,
                                Severity::Error,
                                QStringLiteral("backend-missing"),
                                QStringLiteral("Containers of its backend are missing."),
                                QStringLiteral("Make its containers anew."));
        finding.mend = [engine, store = now.store, id = extension.id] {
            return startBackend(engine, store, id);
        };
        return finding;
    }
    return stateFinding(extension, state);
}

/// Whether the image that was installed is there, and by its name.
std::optional<Finding> imageFinding(const InstalledExtension &extension,
                                    const Result<engine::ImageInfo> &byId,
                                    const Result<engine::ImageInfo> &byName)
{
    if (!byId && byId.error().code == ErrorCode::NotFound) {
        return about(extension,
                     Severity::Warning,
                     QStringLiteral("image-gone"),
                     QStringLiteral("The image that was installed as %1 is not on the engine any "
                                    "more. Its backend cannot be made anew.")
                         .arg(extension.reference),
                     QStringLiteral("Install %1 again.").arg(extension.reference));
    }
    if (byId && byName && hashOf(byName->id) != hashOf(extension.imageId)) {
        return about(extension,
                     Severity::Note,
                     QStringLiteral("image-moved"),
                     QStringLiteral("%1 is another image by now than the one that is installed.")
                         .arg(extension.reference),
                     QStringLiteral("\"docker extension update %1\" installs that.")
                         .arg(extension.reference));
    }
    return std::nullopt;
}

Task<void> checkBackend(SharedExamination now,
                        std::shared_ptr<engine::Engine> engine,
                        InstalledExtension extension)
{
    const engine::EngineClient client = engine->client();
    const QMap<QString, QStringList> filters = backend::ofProject(extension.id);
    const Result<Containers> containers = co_await client.listContainers(filters, now->stop);
    const Result<BackendState> state =
        co_await backend::askBackendState(client, extension.id, now->stop);
    const Result<engine::ImageInfo> byId =
        co_await client.inspectImage(extension.imageId, now->stop);
    const Result<engine::ImageInfo> byName =
        co_await client.inspectImage(extension.reference, now->stop);
    std::optional<Finding> finding;
    if (containers && state) {
        finding = backendFinding(*now, engine, extension, *containers, *state);
    } else {
        const Error reason = containers ? state.error() : containers.error();
        finding = about(extension,
                        Severity::Error,
                        QStringLiteral("backend"),
                        reason.message,
                        QStringLiteral("Look what the engine is doing."));
    }
    if (finding) {
        now->findings.push_back(std::move(*finding));
    }
    std::optional<Finding> image = imageFinding(extension, byId, byName);
    if (image) {
        now->findings.push_back(std::move(*image));
    }
}

} // namespace

Task<void> checkBackends(SharedExamination now)
{
    if (const Result<> on = policy::checkExtensionsOn(now->paths); !on) {
        now->findings.push_back({.severity = Severity::Note,
                                 .check = QStringLiteral("extensions-off"),
                                 .where = QStringLiteral("all extensions"),
                                 .what = on.error().message,
                                 .advice = QStringLiteral("No backend was looked at.")});
        co_return;
    }
    const std::vector<InstalledExtension> installed = now->installed;
    for (const InstalledExtension &extension : installed) {
        const Result<> on = policy::checkExtensionOn(now->paths, extension.id.value());
        if (!on) {
            now->findings.push_back(about(extension,
                                          Severity::Note,
                                          QStringLiteral("extension-off"),
                                          on.error().message,
                                          QStringLiteral("Its backend was not looked at.")));
            continue;
        }
        const auto engine = now->engines.find(extension.engine);
        if (engine != now->engines.end() && extension.manifest.backend) {
            co_await checkBackend(now, engine->second, extension);
        }
    }
}

} // namespace pierhead::doctor
