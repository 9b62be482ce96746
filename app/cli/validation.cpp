#include "validation.h"

#include "installreporter.h"
#include "publishedplatforms.h"
#include "trialrun.h"
#include "validationsubject.h"

#include <host/archive/imagearchive.h>
#include <host/archive/ocilayout.h>
#include <host/base/background.h>
#include <host/engine/engine.h>
#include <host/extensions/extensionstore.h>
#include <host/extensions/imagelabels.h>
#include <host/extensions/imagereference.h>
#include <host/extensions/imagevalidator.h>
#include <host/extensions/manifest.h>
#include <host/extensions/versiontag.h>

#include <algorithm>

namespace pierhead::cli {

namespace {

using extensions::ExtensionSource;
using extensions::Fault;
using extensions::SourceImage;

std::vector<Fault> tagFaults(const QString &name)
{
    const auto reference = extensions::ImageReference::parse(name);
    if (!reference || (reference->tag.isEmpty() && !reference->digest.isEmpty())) {
        return {};
    }
    const QString tag = reference->withDefaultTag().tag;
    if (extensions::isVersionTag(tag)) {
        return {};
    }
    return {{Fault::Severity::Warning,
             QStringLiteral("tag"),
             QStringLiteral("\"%1\" is no version; expected: X.Y.Z, by which a newer one is known")
                 .arg(tag)}};
}

std::vector<Fault> apiFaults(const SourceImage &image)
{
    const QString wanted = extensions::ImageLabels::from(image.info.labels).apiVersion;
    if (wanted.isEmpty() || extensions::isApiVersionSupported(wanted)) {
        return {}; // that the label is missing is told with the labels
    }
    return {{Fault::Severity::Error,
             QStringLiteral("com.docker.desktop.extension.api.version"),
             QStringLiteral("\"%1\" leaves out %2, which is the version that is offered here")
                 .arg(wanted, extensions::offeredApiVersion())}};
}

/// Of an archive that could hold an image for several platforms, and says for which it does.
Result<std::vector<Fault>> platformFaults(const QString &archive)
{
    PIERHEAD_TRY(contents, archive::inspectImageArchive(archive));
    if (contents.format != archive::ImageArchive::Format::OciLayout) {
        return {};
    }
    PIERHEAD_TRY(platforms, archive::platformsInLayout(archive));
    std::vector<Fault> faults;
    for (const char *wanted : {"linux/amd64", "linux/arm64"}) {
        if (!platforms.isEmpty() && !platforms.contains(QLatin1String(wanted))) {
            faults.emplace_back(
                Fault::Severity::Warning,
                QStringLiteral("platforms"),
                QStringLiteral("%1 is missing; the image is for %2")
                    .arg(QLatin1String(wanted), platforms.join(QStringLiteral(", "))));
        }
    }
    return faults;
}

/// What is known without running anything of the image.
Task<Result<ValidationChecks>> staticChecks(Paths paths,
                                            engine::EngineClient client,
                                            SourceImage image,
                                            ExtensionSource source,
                                            ValidationRequest request,
                                            QString scratchRoot,
                                            StopToken stop)
{
    ValidationChecks checks;
    PIERHEAD_CO_TRY(faults,
                    co_await extensions::validateImage(client, image.reference, scratchRoot, stop));
    checks.push_back({QStringLiteral("image"), faults});
    // The name of what was built of a folder is ours.
    if (source.kind != ExtensionSource::Kind::Folder) {
        checks.push_back({QStringLiteral("tag"), tagFaults(image.reference)});
    }
    if (source.kind == ExtensionSource::Kind::Archive) {
        const QString archive = source.location;
        const auto work = [archive] {
            return platformFaults(archive);
        };
        PIERHEAD_CO_TRY(missing, co_await runInBackground(work));
        checks.push_back({QStringLiteral("platforms"), missing});
    }
    if (source.kind == ExtensionSource::Kind::Reference) {
        const std::optional<std::vector<Fault>> missing =
            co_await publishedPlatformFaults(paths, image, stop);
        if (missing) {
            checks.push_back({QStringLiteral("platforms"), *missing});
        }
    }
    if (request.checksApi) {
        checks.push_back({QStringLiteral("sdk-compatibility"), apiFaults(image)});
    }
    co_return checks;
}

Task<Result<ValidationChecks>> allChecks(Session session,
                                         const engine::Engine *engine,
                                         SourceImage image,
                                         ExtensionSource source,
                                         ValidationRequest request,
                                         QString scratchRoot)
{
    PIERHEAD_CO_TRY(
        checks,
        co_await staticChecks(
            session.paths, engine->client(), image, source, request, scratchRoot, session.stop));
    if (request.installs || request.runs) {
        PIERHEAD_CO_TRY(tried, co_await tryOut(session, engine, image, request, scratchRoot));
        for (ValidationCheck &check : tried) {
            checks.push_back(std::move(check));
        }
    }
    co_return checks;
}

Task<Result<Validation>>
validateSource(Session session, ExtensionSource source, ValidationRequest request)
{
    PIERHEAD_CO_TRY(scratch, extensions::ExtensionStore(session.paths).scratchRoot());
    PIERHEAD_CO_TRY(engine,
                    co_await engine::Engine::find(session.engine, session.paths, session.stop));
    InstallReporter reporter(session.terminal);
    const extensions::InstallSink silent = [](const extensions::InstallEvent &) {
    };
    const extensions::InstallSink sink = request.isQuiet ? silent : reporter.sink();
    PIERHEAD_CO_TRY(
        subject,
        co_await bringSubject(engine->client(), source, request, scratch, sink, session.stop));
    Result<ValidationChecks> checks =
        co_await allChecks(session, engine.get(), subject.image, source, request, scratch);
    co_await subject.former.restore(engine->client());
    if (!checks) {
        co_return tl::unexpected<Error>(checks.error());
    }
    Validation validation;
    validation.subject = request.resolvesTag ? subject.image.reference : request.subject;
    validation.checks = std::move(*checks);
    co_return validation;
}

} // namespace

bool Validation::hasErrors() const
{
    return std::any_of(checks.cbegin(), checks.cend(), [](const ValidationCheck &check) {
        return std::any_of(check.faults.cbegin(), check.faults.cend(), [](const Fault &fault) {
            return fault.severity == Fault::Severity::Error;
        });
    });
}

Task<Result<Validation>> validateSubject(Session session, ValidationRequest request)
{
    PIERHEAD_CO_TRY(file, metadataOf(request));
    if (file.isEmpty()) {
        PIERHEAD_CO_TRY(source, sourceOf(request));
        co_return co_await validateSource(session, source, request);
    }
    PIERHEAD_CO_TRY(text, readMetadata(file));
    Validation validation;
    validation.subject = file;
    validation.isFile = true;
    validation.checks.push_back(
        {QStringLiteral("metadata.json"), extensions::manifestFaults(text)});
    co_return validation;
}

} // namespace pierhead::cli
