#include "cataloggeneration.h"

#include "errorreport.h"
#include "inputarchive.h"

#include <host/base/timelimit.h>
#include <host/catalog/catalogwriter.h>
#include <host/engine/engine.h>
#include <host/extensions/extensionstore.h>
#include <host/registry/credentials.h>
#include <host/registry/registryclient.h>
#include <host/registry/versions.h>

#include <QFile>
#include <QSaveFile>

#include <array>
#include <map>

namespace pierhead::cli {

namespace {

using catalog::CatalogImage;
using extensions::ImageReference;

constexpr qint64 maximumReferenceBytes = 1024LL * 1024;
/// What an extension's image is made for.
constexpr std::array usualArchitectures{"amd64", "arm64"};

/// One client for each registry, so that it is logged in to once.
using RegistryClients = std::map<QString, registry::RegistryClient>;

Task<Result<QByteArray>> readReferences(Session session, QString list)
{
    InputArchive input;
    if (list == QStringLiteral("-")) {
        PIERHEAD_CO_TRY(scratch, extensions::ExtensionStore(session.paths).scratchRoot());
        Result<InputArchive> read =
            co_await readInputArchive(session.terminal.inputDescriptor(), scratch, session.stop);
        if (!read) {
            const bool isEmpty = read.error().code == ErrorCode::InvalidArgument;
            co_return isEmpty ? Result<QByteArray>(QByteArray())
                              : tl::unexpected<Error>(read.error());
        }
        input = std::move(*read);
        list = input.path;
    }
    QFile file(list);
    if (!file.open(QIODevice::ReadOnly)) {
        co_return failure(
            ErrorCode::Io,
            QStringLiteral("The list %1 cannot be read: %2. Give a file with an image "
                           "reference on each line, or \"-\".")
                .arg(list, file.errorString()));
    }
    const QByteArray text = file.read(maximumReferenceBytes + 1);
    if (text.size() > maximumReferenceBytes) {
        co_return failure(ErrorCode::InvalidArgument,
                          QStringLiteral("The list %1 has more than 1 MiB.").arg(list));
    }
    co_return text;
}

Task<Result<CatalogImage>>
askEngineFor(engine::EngineClient client, ImageReference reference, StopToken stop)
{
    reference = reference.withDefaultTag();
    PIERHEAD_CO_TRY(info, co_await client.inspectImage(reference.toString(), stop));
    CatalogImage image{
        .reference = reference, .digest = {}, .labels = info.labels, .platforms = {}};
    for (const QString &pulled : info.repoDigests) {
        const auto named = ImageReference::parse(pulled);
        if (named && named->repository == reference.repository) {
            image.digest = named->digest;
        }
    }
    image.platforms.append(info.os + QLatin1Char('/') + info.architecture);
    co_return image;
}

Task<Result<CatalogImage>>
askRegistryFor(const registry::RegistryClient *client, ImageReference reference, StopToken stop)
{
    if (reference.tag.isEmpty()) {
        PIERHEAD_CO_TRY(tags, co_await client->tags(reference.path(), stop));
        reference.tag = registry::greatestVersion(tags);
        reference = reference.withDefaultTag();
    }
    CatalogImage image{.reference = reference, .digest = {}, .labels = {}, .platforms = {}};
    Error last;
    for (const char *architecture : usualArchitectures) {
        const QString name = QString::fromLatin1(architecture);
        Result<registry::RemoteImage> remote =
            co_await client->image(reference.path(), reference.tag, name, stop);
        if (!remote && remote.error().code != ErrorCode::InvalidImage) {
            co_return tl::unexpected<Error>(remote.error());
        }
        if (!remote) {
            last = remote.error();
            continue;
        }
        if (image.platforms.isEmpty()) {
            image.digest = remote->digest;
            image.labels = remote->labels;
        }
        image.platforms.append(QStringLiteral("linux/") + name);
    }
    if (image.platforms.isEmpty()) {
        co_return tl::unexpected<Error>(last);
    }
    co_return image;
}

/// The registry's client, which is made and given its login where it is not there yet.
Task<Result<const registry::RegistryClient *>>
clientFor(RegistryClients *clients, Paths paths, QString registry, StopToken stop)
{
    auto known = clients->find(registry);
    if (known == clients->end()) {
        PIERHEAD_CO_TRY(login, co_await registry::credentialsFor(paths, registry, stop));
        known = clients->emplace(registry, registry::RegistryClient(registry, login)).first;
    }
    co_return &known->second;
}

/// What a line of the list comes to: an entry of the index.
Task<Result<nlohmann::json>> entryFor(Session session,
                                      const engine::Engine *engine,
                                      RegistryClients *clients,
                                      QString written,
                                      std::chrono::milliseconds patience)
{
    PIERHEAD_CO_TRY(reference, ImageReference::parse(written));
    if (!reference.digest.isEmpty()) {
        co_return failure(ErrorCode::InvalidArgument,
                          QStringLiteral("%1 is left out: an entry has a tag. Leave the digest "
                                         "away; it is looked up.")
                              .arg(written));
    }
    const TimeLimit limit(patience, session.stop);
    Result<CatalogImage> image;
    if (engine != nullptr) {
        image = co_await askEngineFor(engine->client(), reference, limit.token());
    } else {
        const Result<const registry::RegistryClient *> client =
            co_await clientFor(clients, session.paths, reference.registry(), limit.token());
        if (client) {
            image = co_await askRegistryFor(*client, reference, limit.token());
        } else {
            image = tl::unexpected<Error>(client.error());
        }
    }
    if (image) {
        co_return catalog::catalogEntryOf(*image);
    }
    if (limit.ended(image.error())) {
        co_return failure(ErrorCode::Timeout,
                          QStringLiteral("%1 is left out: it was not known within %2 seconds. "
                                         "--timeout gives it more.")
                              .arg(written)
                              .arg(static_cast<double>(patience.count()) / 1000));
    }
    co_return tl::unexpected<Error>(
        withContext(QStringLiteral("%1 is left out").arg(written), image.error()));
}

Result<> writeIndex(Terminal &terminal, const QString &path, const QByteArray &index)
{
    if (path.isEmpty()) {
        terminal.print(QString::fromUtf8(index).trimmed());
        return {};
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(index) != index.size() || !file.commit()) {
        return failure(ErrorCode::Io,
                       QStringLiteral("The catalog cannot be written to %1: %2. What was there is "
                                      "as it was.")
                           .arg(path, file.errorString()));
    }
    return {};
}

} // namespace

Task<Result<ExitCode>> generateCatalog(Session session, CatalogGeneration asked)
{
    PIERHEAD_CO_TRY(list, co_await readReferences(session, asked.list));
    const QStringList references = catalog::referencesIn(list);
    if (references.isEmpty()) {
        co_return failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("There is no image reference in the list %1.").arg(asked.list));
    }
    std::unique_ptr<engine::Engine> engine;
    if (asked.isLocal) {
        PIERHEAD_CO_TRY(found,
                        co_await engine::Engine::find(session.engine, session.paths, session.stop));
        engine = std::move(found);
    }
    RegistryClients clients;
    std::vector<nlohmann::json> entries;
    ExitCode outcome = ExitCode::Success;
    for (const QString &reference : references) {
        Result<nlohmann::json> entry =
            co_await entryFor(session, engine.get(), &clients, reference, asked.limit);
        if (session.stop.stop_requested()) {
            co_return cancelled(QStringLiteral("Making the catalog"));
        }
        if (entry) {
            entries.push_back(std::move(*entry));
        } else {
            reportError(session.terminal, entry.error());
            outcome = ExitCode::Failure;
        }
    }
    const Result<> written =
        writeIndex(session.terminal, asked.output, catalog::catalogDocument(asked.title, entries));
    if (!written) {
        co_return tl::unexpected<Error>(written.error());
    }
    co_return outcome;
}

} // namespace pierhead::cli
