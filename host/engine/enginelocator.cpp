#include "enginelocator.h"

#include "dockercontexts.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>

namespace pierhead::engine {

namespace {

using Candidates = std::vector<EngineCandidate>;

constexpr quint16 tlsPort = 2376;

/// As the variables of Docker's command line say.
EngineAddress withTlsOfEnvironment(EngineAddress address, const QString &text)
{
    const bool verifies = !qEnvironmentVariableIsEmpty("DOCKER_TLS_VERIFY");
    const bool wantsTls = verifies || !qEnvironmentVariableIsEmpty("DOCKER_TLS");
    if (address.transport == EngineAddress::Transport::Tcp && wantsTls && !address.usesTls()) {
        const QString folder = qEnvironmentVariable("DOCKER_CERT_PATH");
        address.certificates =
            folder.isEmpty() ? dockerConfigFolder() : QDir(folder).absolutePath();
        address.verifiesServer = verifies;
        if (QUrl(text).port() < 0) {
            address.port = tlsPort;
        }
    }
    return address;
}

Result<Candidates> named(const QString &text, const Text &origin)
{
    Result<EngineAddress> address = EngineAddress::parse(text);
    if (!address) {
        return tl::unexpected<Error>(withContext(origin, address.error()));
    }
    return Candidates{{withTlsOfEnvironment(*address, text), origin, true}};
}

Result<Candidates> ofContext(const QString &name)
{
    const Text origin = dockerContextOrigin(name);
    const Result<EngineAddress> address = dockerContext(name);
    if (!address) {
        return tl::unexpected<Error>(withContext(origin, address.error()));
    }
    return Candidates{{*address, origin, true}};
}

Candidates wellKnownSockets()
{
    QStringList paths{QStringLiteral("/var/run/docker.sock")};
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (!runtime.isEmpty()) {
        paths.append(runtime + QStringLiteral("/docker.sock"));
        paths.append(runtime + QStringLiteral("/podman/podman.sock"));
    }
    paths.append(QStringLiteral("/run/podman/podman.sock"));
    Candidates candidates;
    for (const QString &path : paths) {
        if (QFileInfo::exists(path)) {
            candidates.push_back(
                {{EngineAddress::Transport::UnixSocket, path, {}, 0}, path, false});
        }
    }
    return candidates;
}

/// What Docker calls the context "default".
Result<Candidates> ofDefault()
{
    const QString host = qEnvironmentVariable("DOCKER_HOST");
    return host.isEmpty() ? wellKnownSockets() : named(host, QStringLiteral("DOCKER_HOST"));
}

/// An address, or the name of a context.
Result<Candidates> addressed(const QString &text, const Text &origin)
{
    if (text == QStringLiteral("default")) {
        return ofDefault();
    }
    const Result<Candidates> address = named(text, origin);
    if (address || text.contains(QLatin1Char('/'))) {
        return address;
    }
    const Result<Candidates> context = ofContext(text);
    if (!context && context.error().code == ErrorCode::NotFound) {
        return failure(ErrorCode::InvalidArgument,
                       Text::english("%1 And it is no context: %2")
                           .arg(address.error().text(), context.error().text()));
    }
    return context;
}

void add(KnownEngines &known, const Candidates &candidates)
{
    for (const EngineCandidate &candidate : candidates) {
        const bool isThere = std::any_of(
            known.engines.begin(), known.engines.end(), [&candidate](const auto &other) {
                return other.address == candidate.address;
            });
        if (!isThere) {
            known.engines.push_back(candidate);
        }
    }
}

void add(KnownEngines &known, const Result<Candidates> &candidates)
{
    if (candidates) {
        add(known, *candidates);
    } else {
        known.problems.push_back(candidates.error());
    }
}

} // namespace

Result<std::vector<EngineCandidate>> engineCandidates(const QString &requested)
{
    if (!requested.isEmpty()) {
        return addressed(requested, QStringLiteral("--engine"));
    }
    const QString ours = qEnvironmentVariable("PIERHEAD_ENGINE");
    if (!ours.isEmpty()) {
        return addressed(ours, QStringLiteral("PIERHEAD_ENGINE"));
    }
    const QString docker = qEnvironmentVariable("DOCKER_HOST");
    if (!docker.isEmpty()) {
        return named(docker, QStringLiteral("DOCKER_HOST"));
    }
    PIERHEAD_TRY(name, currentDockerContext());
    return name.isEmpty() ? wellKnownSockets() : ofContext(name);
}

KnownEngines knownEngines(const QString &requested)
{
    KnownEngines known;
    add(known, engineCandidates(requested));
    const QStringList names = dockerContextNames();
    for (const QString &name : names) {
        const Result<Candidates> candidates = ofContext(name);
        add(known, candidates);
    }
    add(known, wellKnownSockets());
    return known;
}

} // namespace pierhead::engine
