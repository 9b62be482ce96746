#include "composebackend.h"

#include "backendlabels.h"
#include "composeoverride.h"
#include "composeprogram.h"
#include "dockersocket.h"
#include "hostaddress.h"

#include <host/process/runprocess.h>

#include <QFileInfo>
#include <QSaveFile>

namespace pierhead::backend {

namespace {

Result<ComposeFile> readComposeFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io,
                       Text::english("Reading the compose file %1 failed: %2. Install the "
                                     "extension again.")
                           .arg(path, file.errorString()));
    }
    return ComposeFile::parse(file.readAll());
}

/// Writes the override beside the compose file; its path.
Result<QString>
writeOverride(const engine::EngineClient &client, const BackendSpec &spec, const QString &host)
{
    PIERHEAD_TRY(file, readComposeFile(spec.composeFile));
    const QByteArray text = composeOverride(file,
                                            {.id = spec.id,
                                             .displayName = spec.displayName,
                                             .engineSocket = socketOn(client.address()),
                                             .hostAddress = host,
                                             .limits = spec.limits});
    const QString path =
        QFileInfo(spec.composeFile).path() + QStringLiteral("/pierhead-override.json");
    QSaveFile target(path);
    if (!target.open(QIODevice::WriteOnly) || target.write(text) != text.size()
        || !target.commit()) {
        return failure(ErrorCode::Io,
                       Text::english("Writing %1 failed: %2. Look whether the disk is full.")
                           .arg(path, target.errorString()));
    }
    return path;
}

ComposeProject
projectOf(const engine::EngineClient &client, const BackendSpec &spec, const QString &overrideFile)
{
    return {.name = spec.id.projectName(),
            .folder = QFileInfo(spec.composeFile).path(),
            .files = {spec.composeFile, overrideFile},
            .pluginImage = spec.image,
            .engine = client.address()};
}

/// The last line of what compose wrote says why it failed, but for one that v1 ends with.
QString reasonIn(const QString &words)
{
    QStringList lines = words.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    lines.removeIf([](const QString &line) {
        return line.contains(QLatin1String("Encountered errors while bringing up the project"));
    });
    return lines.isEmpty() ? QString() : lines.constLast().trimmed();
}

/// The whole of what compose wrote is the detail.
Error composeError(ErrorCode code,
                   const Text &doing,
                   const ComposeProgram &program,
                   const process::ProcessOutcome &outcome)
{
    const QString words = QString::fromUtf8(outcome.standardError).trimmed();
    const QString reason = reasonIn(words);
    return {code,
            Text::english("`%1` could not %2: %3")
                .arg((QStringList(program.program) + program.leading).join(QLatin1Char(' ')),
                     doing,
                     reason.isEmpty() ? Text::english("it ended with code %1").arg(outcome.exitCode)
                                      : reason),
            words};
}

/// Podman's host address is that of the project's network, so this is made before compose would.
Task<Result<QString>> hostAddress(engine::EngineClient client, BackendSpec spec, StopToken stop)
{
    PIERHEAD_CO_TRY(version, co_await client.version(stop));
    if (!version.product.contains(QLatin1String("Podman"))) {
        co_return co_await hostAddressFor(client, {}, stop);
    }
    const QString network = spec.id.projectName() + QStringLiteral("_default");
    const engine::Labels labels = networkLabels(spec.id);
    PIERHEAD_CO_TRY(id, co_await client.createNetwork(network, labels, stop));
    co_return co_await hostAddressFor(client, id, stop);
}

/// Runs compose; its standard output.
Task<Result<QByteArray>> runCompose(
    ErrorCode code, Text doing, ComposeProgram program, process::ProcessSpec call, StopToken stop)
{
    PIERHEAD_CO_TRY(outcome, co_await process::run(call, stop));
    if (outcome.exitCode != 0 || outcome.isCrash) {
        co_return tl::unexpected<Error>(composeError(code, doing, program, outcome));
    }
    co_return outcome.standardOutput;
}

} // namespace

Task<Result<QStringList>>
composeImages(engine::EngineClient client, BackendSpec spec, StopToken stop)
{
    PIERHEAD_CO_TRY(program, co_await ComposeProgram::find(stop));
    PIERHEAD_CO_TRY(overrideFile, writeOverride(client, spec, {}));
    const ComposeProject project = projectOf(client, spec, overrideFile);
    const process::ProcessSpec call = composeConfig(program, project);
    const Text doing = Text::english("read the extension's compose file");
    PIERHEAD_CO_TRY(text,
                    co_await runCompose(ErrorCode::InvalidManifest, doing, program, call, stop));
    co_return imagesInConfig(text);
}

Task<Result<void>> startCompose(engine::EngineClient client, BackendSpec spec, StopToken stop)
{
    PIERHEAD_CO_TRY(program, co_await ComposeProgram::find(stop));
    PIERHEAD_CO_TRY(host, co_await hostAddress(client, spec, stop));
    PIERHEAD_CO_TRY(overrideFile, writeOverride(client, spec, host));
    const ComposeProject project = projectOf(client, spec, overrideFile);
    const process::ProcessSpec call = composeUp(program, project);
    const Text doing = Text::english("start the backend's services");
    const Result<QByteArray> started =
        co_await runCompose(ErrorCode::ProcessFailed, doing, program, call, stop);
    if (!started) {
        co_return tl::unexpected<Error>(started.error());
    }
    co_return Result<void>{};
}

} // namespace pierhead::backend
