#include "credentials.h"

#include "dockerlogins.h"

#include <host/base/json.h>
#include <host/secrets/secretstore.h>

#include <QDir>

namespace pierhead::registry {

namespace {

/// What the keyring has of a registry.
struct StoredLogin
{
    QString username;
    QString password;
};

void from_json(const nlohmann::json &source, StoredLogin &target)
{
    target.username = json::field<QString>(source, "username");
    target.password = json::field<QString>(source, "password");
}

secrets::SecretStore storeIn(const Paths &paths)
{
    // No extension's id begins with @, so none gets at these.
    return {QStringLiteral("@registries"), paths.data + QStringLiteral("/registries.json")};
}

Result<std::optional<engine::RegistryLogin>> loginIn(const QString &registry, const QString &secret)
{
    const Result<StoredLogin> stored = json::parseAs<StoredLogin>(secret.toUtf8());
    if (!stored) {
        return failure(ErrorCode::Protocol,
                       Text::english("The login to %1 in the keyring cannot be read. \"docker "
                                     "extension login %1\" writes it anew.")
                           .arg(registry));
    }
    return engine::RegistryLogin{dockerKey(registry), stored->username, stored->password, {}};
}

} // namespace

Task<Result<std::optional<engine::RegistryLogin>>>
credentialsFor(Paths paths, QString registry, StopToken stop)
{
    PIERHEAD_CO_TRY(known, co_await dockerLogin(registry, stop));
    const secrets::SecretStore store = storeIn(paths);
    if (known || !store.names().contains(registry)) {
        co_return known;
    }
    PIERHEAD_CO_TRY(secret, co_await store.get(registry));
    co_return secret ? loginIn(registry, *secret) : std::optional<engine::RegistryLogin>();
}

Task<Result<void>> keepLogin(Paths paths, QString registry, engine::RegistryLogin login)
{
    if (!QDir().mkpath(paths.data)) {
        co_return failure(ErrorCode::Io,
                          Text::english("Keeping the login to %1 failed: the folder %2 could not "
                                        "be made. Look whether the disk is full.")
                              .arg(registry, paths.data));
    }
    const nlohmann::json stored{{"username", login.username}, {"password", login.password}};
    const QString secret = QString::fromUtf8(json::serialize(stored));
    const secrets::SecretStore store = storeIn(paths);
    co_return co_await store.set(registry, secret);
}

Task<Result<bool>> forgetLogin(Paths paths, QString registry)
{
    const secrets::SecretStore store = storeIn(paths);
    if (!store.names().contains(registry)) {
        co_return false;
    }
    const Result<void> removed = co_await store.remove(registry);
    if (!removed) {
        co_return tl::unexpected<Error>(removed.error());
    }
    co_return true;
}

} // namespace pierhead::registry
