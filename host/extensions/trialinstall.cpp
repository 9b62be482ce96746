#include "trialinstall.h"

#include "extensioninstaller.h"
#include "imagereference.h"
#include "installedbackend.h"

#include <host/backend/backendlabels.h>
#include <host/engine/embeddedengine.h>

#include <QFileInfo>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>

#include <algorithm>
#include <optional>

namespace pierhead::extensions {

namespace {

const QString removalPlace = QStringLiteral("uninstall");

Fault leftBehind(const QString &what)
{
    return {Fault::Severity::Error, removalPlace, QStringLiteral("%1 is left").arg(what)};
}

/// "validate-1f0c33a9/my-extension:1.0" for "org/my-extension:1.0".
QString trialName(const ImageReference &reference)
{
    const QString number = QString::number(QRandomGenerator::global()->generate(), 16);
    return QStringLiteral("validate-%1/%2:%3")
        .arg(number,
             reference.repository.section(QLatin1Char('/'), -1),
             reference.tag.isEmpty() ? QStringLiteral("latest") : reference.tag);
}

/// The name as one that is asked for: engines list some with Docker Hub's host before them.
QString comparableName(const QString &name)
{
    const Result<ImageReference> reference = ImageReference::parse(name);
    return reference ? reference->withDefaultTag().toString() : name;
}

/// An id as all of an engine's answers have it.
QString comparableId(const QString &id)
{
    const QString algorithm = QStringLiteral("sha256:");
    return id.startsWith(algorithm) ? id.mid(algorithm.size()) : id;
}

bool hasName(const engine::ImageInfo &image, const QString &name)
{
    return std::any_of(image.repoTags.cbegin(),
                       image.repoTags.cend(),
                       [&name](const QString &known) { return comparableName(known) == name; });
}

bool isVolumeOf(const nlohmann::json &volume, const QString &project)
{
    const auto found = volume.find("Labels");
    if (found == volume.end() || !found->is_object()) {
        return false;
    }
    const Result<engine::Labels> labels = json::decode<engine::Labels>(*found);
    return labels && labels->value(backend::projectLabel) == project;
}

} // namespace

struct TrialInstall::State
{
    State(const engine::Engine &found, const QString &scratchRoot)
        // Not the embedded engine by its name: another program would start one of its own.
        : engine(found.client(), found.version(), found.origin(), nullptr)
        , folder(scratchRoot + QStringLiteral("/trial-XXXXXX"))
        , store({folder.filePath(QStringLiteral("data")),
                 folder.filePath(QStringLiteral("cache")),
                 folder.filePath(QStringLiteral("run"))})
    { }

    /// The text with what it was made of in place of the trial's names.
    [[nodiscard]] QString inItsOwnName(QString text) const
    {
        const Result<ExtensionId> own = ExtensionId::parse(original);
        const Result<ExtensionId> trial = ExtensionId::parse(reference);
        if (own && trial) {
            text.replace(trial->value(), own->value()).replace(trial->slug(), own->slug());
        }
        return text;
    }

    engine::Engine engine;
    QTemporaryDir folder;
    ExtensionStore store;
    QString original; ///< the reference that is tried out
    QString reference;
    QSet<QString> formerImages;   ///< their names
    QSet<QString> formerImageIds; ///< also of those without a name
    QSet<QString> formerVolumes;
    std::optional<InstalledExtension> extension;
};

TrialInstall::TrialInstall(std::shared_ptr<State> state)
    : m_state(std::move(state))
{ }

Task<Result<TrialInstall>> TrialInstall::make(const engine::Engine &engine,
                                              SourceImage image,
                                              QString scratchRoot,
                                              InstallSink sink,
                                              StopToken stop)
{
    return install(std::make_shared<State>(engine, scratchRoot),
                   std::move(image),
                   std::move(sink),
                   std::move(stop));
}

/// Of what is there already nothing is taken away later.
Task<Result<void>> TrialInstall::rememberFormer(std::shared_ptr<State> state, StopToken stop)
{
    const engine::EngineClient client = state->engine.client();
    PIERHEAD_CO_TRY(images, co_await client.listImages(stop));
    for (const engine::ImageSummary &image : images) {
        state->formerImageIds.insert(comparableId(image.id));
        for (const QString &name : image.repoTags) {
            state->formerImages.insert(comparableName(name));
        }
    }
    PIERHEAD_CO_TRY(volumes, co_await client.listVolumes(stop));
    for (const engine::VolumeSummary &volume : volumes) {
        state->formerVolumes.insert(volume.name);
    }
    co_return Result<void>{};
}

Task<Result<TrialInstall>> TrialInstall::install(std::shared_ptr<State> state,
                                                 SourceImage image,
                                                 InstallSink sink,
                                                 StopToken stop)
{
    const Result<ImageReference> reference = ImageReference::parse(image.reference);
    if (!reference || image.info.repoTags.isEmpty()) {
        co_return failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("%1 cannot be tried out, because it has no name with a tag. Give it "
                           "one: `docker tag %1 NAME:TAG`.")
                .arg(image.reference));
    }
    if (!state->folder.isValid()) {
        co_return failure(
            ErrorCode::Io,
            QStringLiteral("Making a folder for the trial failed: %1. Look whether the disk is "
                           "full.")
                .arg(state->folder.errorString()));
    }
    state->original = image.reference;
    state->reference = trialName(*reference);
    const engine::EngineClient client = state->engine.client();
    const Result<void> remembered = co_await rememberFormer(state, stop);
    if (!remembered) {
        co_return tl::unexpected<Error>(remembered.error());
    }
    const Result<void> tagged = co_await client.tagImage(image.info.id, state->reference);
    if (!tagged) {
        co_return tl::unexpected<Error>(tagged.error());
    }
    const ExtensionInstaller installer(state->engine, state->store);
    InstallRequest request;
    request.source.location = state->reference;
    const Result<InstalledExtension> installed = co_await installer.install(request, sink, stop);
    if (!installed) {
        co_await removeVolumes(state);
        co_await client.removeImage(state->reference);
        const Error &error = installed.error();
        co_return failure(
            error.code, state->inItsOwnName(error.message), state->inItsOwnName(error.detail));
    }
    state->extension = *installed;
    co_return TrialInstall(state);
}

const InstalledExtension &TrialInstall::extension() const
{
    return *m_state->extension;
}

QString TrialInstall::home() const
{
    return m_state->folder.path();
}

QString TrialInstall::inItsOwnName(const QString &text) const
{
    return m_state->inItsOwnName(text);
}

Task<std::vector<Fault>> TrialInstall::remove() const
{
    return removeAll(m_state);
}

Task<std::vector<Fault>> TrialInstall::removeAll(std::shared_ptr<State> state)
{
    const engine::EngineClient client = state->engine.client();
    const QStringList pulled = co_await pulledImages(state);
    const ExtensionInstaller installer(state->engine, state->store);
    const InstallSink ignore = [](const InstallEvent &) {
    };
    const Result<void> removed = co_await installer.remove(state->extension->id.value(), ignore);
    std::vector<Fault> faults = co_await findLeft(state);
    if (!removed) {
        faults.emplace_back(Fault::Severity::Error, removalPlace, removed.error().message);
    }
    co_await removeVolumes(state);
    for (const QString &image : pulled) {
        co_await client.removeImage(image);
    }
    co_await client.removeImage(state->reference);
    co_return faults;
}

/// What the removal has left, which is taken away now.
Task<std::vector<Fault>> TrialInstall::findLeft(std::shared_ptr<State> state)
{
    const engine::EngineClient client = state->engine.client();
    const ExtensionId id = state->extension->id;
    const backend::BackendRunner runner(client, id);
    std::vector<Fault> faults;
    const Result<backend::BackendState> backend = co_await runner.state();
    if (backend) {
        for (const backend::ServiceState &service : backend->services) {
            faults.push_back(leftBehind(QStringLiteral("the container of %1").arg(service.name)));
        }
    }
    const QMap<QString, QStringList> filters = backend::ofProject(id);
    const Result<QStringList> networks = co_await client.listNetworks(filters);
    if (networks && !networks->isEmpty()) {
        faults.push_back(leftBehind(QStringLiteral("its network")));
    }
    if (!faults.empty()) {
        co_await runner.down();
    }
    if (QFileInfo::exists(state->store.folder(id))) {
        faults.push_back(leftBehind(QStringLiteral("its folder")));
    }
    co_return faults;
}

/// Its volumes, which a removal keeps.
Task<void> TrialInstall::removeVolumes(std::shared_ptr<State> state)
{
    const Result<ExtensionId> id = ExtensionId::parse(state->reference);
    const engine::EngineClient client = state->engine.client();
    const Result<std::vector<engine::VolumeSummary>> volumes = co_await client.listVolumes();
    if (!id || !volumes) {
        co_return;
    }
    for (const engine::VolumeSummary &volume : *volumes) {
        if (state->formerVolumes.contains(volume.name)) {
            continue;
        }
        const Result<nlohmann::json> known = co_await client.volumeJson(volume.name);
        if (known && isVolumeOf(*known, id->projectName())) {
            co_await client.removeVolume(volume.name);
        }
    }
}

/// The images of its backend that came with it.
Task<QStringList> TrialInstall::pulledImages(std::shared_ptr<State> state)
{
    QStringList pulled;
    if (!state->extension->manifest.backend) {
        co_return pulled;
    }
    const Result<backend::BackendSpec> spec = backendSpec(*state->extension, state->reference, {});
    if (!spec) {
        co_return pulled;
    }
    const backend::BackendRunner runner(state->engine.client(), state->extension->id);
    const backend::BackendSpec &known = *spec;
    const Result<QStringList> images = co_await runner.images(known);
    for (const QString &image : images.value_or(QStringList())) {
        const QString name = comparableName(image);
        if (name == state->reference) {
            continue;
        }
        const bool isKept = co_await wasThere(state, name);
        if (!isKept) {
            pulled.append(name);
        }
    }
    co_return pulled;
}

Task<bool> TrialInstall::wasThere(std::shared_ptr<State> state, QString image)
{
    if (state->formerImages.contains(image)) {
        co_return true;
    }
    const engine::EngineClient client = state->engine.client();
    const Result<engine::ImageInfo> info = co_await client.inspectImage(image);
    // By its digest or its id it was there under other names.
    co_return info && !hasName(*info, image)
        && state->formerImageIds.contains(comparableId(info->id));
}

} // namespace pierhead::extensions
