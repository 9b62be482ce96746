#include "dockerlogins.h"

#include <host/base/json.h>
#include <host/engine/dockercontexts.h>
#include <host/process/runprocess.h>

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace pierhead::registry {

namespace {

using engine::RegistryLogin;
using MaybeLogin = std::optional<RegistryLogin>;

/// One of "auths".
struct KeptLogin
{
    QByteArray auth; ///< base64 of "username:password"
    QString username;
    QString password;
    QString identityToken;
};

void from_json(const nlohmann::json &source, KeptLogin &target)
{
    target.auth = json::fieldOr<QString>(source, "auth", {}).toLatin1();
    target.username = json::fieldOr<QString>(source, "username", {});
    target.password = json::fieldOr<QString>(source, "password", {});
    target.identityToken = json::fieldOr<QString>(source, "identitytoken", {});
}

/// config.json, what tells of logins
struct DockerSettings
{
    QMap<QString, QString> helpers; ///< registry to the name of its helper
    QString store;                  ///< the helper of all others
    QMap<QString, KeptLogin> logins;
};

void from_json(const nlohmann::json &source, DockerSettings &target)
{
    target.helpers = json::fieldOr<QMap<QString, QString>>(source, "credHelpers", {});
    target.store = json::fieldOr<QString>(source, "credsStore", {});
    const auto logins = source.find("auths");
    if (logins != source.end() && !logins->is_null()) {
        for (const auto &[name, login] : logins->get_ref<const nlohmann::json::object_t &>()) {
            target.logins.insert(QString::fromStdString(name), login.get<KeptLogin>());
        }
    }
}

/// The answer of a helper.
struct HelperAnswer
{
    QString username;
    QString secret;
};

void from_json(const nlohmann::json &source, HelperAnswer &target)
{
    target.username = json::field<QString>(source, "Username");
    target.secret = json::field<QString>(source, "Secret");
}

QString settingsFile()
{
    return QDir(engine::dockerConfigFolder()).filePath(QStringLiteral("config.json"));
}

Result<DockerSettings> readSettings(const QString &path)
{
    QFile file(path);
    if (!file.exists()) {
        return DockerSettings{};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(
            ErrorCode::Io,
            Text::english("Reading the logins in %1 failed: %2.").arg(path, file.errorString()));
    }
    const Result<nlohmann::json> parsed = json::parse(file.readAll());
    if (!parsed) {
        // Not the parser's words: they quote the text, which may be a password.
        return failure(ErrorCode::Protocol,
                       Text::english("Reading the logins in %1 failed: it is no JSON. Mend it, or "
                                     "move it away and log in again.")
                           .arg(path));
    }
    return json::decode<DockerSettings>(*parsed).map_error([&path](Error error) {
        return withContext(Text::english("Reading the logins in %1").arg(path), std::move(error));
    });
}

/// "https://ghcr.io/v1/" and "ghcr.io" are the same to Docker.
QString hostOf(const QString &key)
{
    QString host = key;
    host.remove(QRegularExpression(QStringLiteral("^https?://")));
    return host.section(QLatin1Char('/'), 0, 0);
}

Result<MaybeLogin> loginFrom(const KeptLogin &kept, const QString &key, const QString &path)
{
    RegistryLogin login{key, kept.username, kept.password, kept.identityToken};
    if (!kept.auth.isEmpty()) {
        const auto decoded = QByteArray::fromBase64Encoding(
            kept.auth.trimmed(), QByteArray::AbortOnBase64DecodingErrors);
        const qsizetype colon = decoded.decoded.indexOf(':');
        if (!decoded || colon < 0) {
            return failure(ErrorCode::Protocol,
                           Text::english("The login to %1 in %2 is broken: its \"auth\" is no "
                                         "base64 of a name and a password. \"docker login %1\" "
                                         "writes it anew.")
                               .arg(hostOf(key), path));
        }
        login.username = QString::fromUtf8(decoded.decoded.left(colon));
        login.password = QString::fromUtf8(decoded.decoded.mid(colon + 1));
        login.password.remove(QChar::Null); // older docker programs fill it up
    }
    const bool isEmpty = login.identityToken.isEmpty() && login.password.isEmpty();
    return isEmpty ? MaybeLogin() : MaybeLogin(login);
}

Result<MaybeLogin>
keptLogin(const DockerSettings &settings, const QString &key, const QString &path)
{
    auto found = settings.logins.constFind(key);
    for (auto each = settings.logins.cbegin();
         found == settings.logins.cend() && each != settings.logins.cend();
         ++each) {
        if (hostOf(each.key()) == hostOf(key)) {
            found = each;
        }
    }
    return found == settings.logins.cend() ? MaybeLogin() : loginFrom(*found, key, path);
}

tl::unexpected<Error> helperFailed(const QString &program, const QString &key, const Text &why)
{
    return failure(ErrorCode::ProcessFailed,
                   Text::english("Asking %1 for the login to %2 failed: %3. It is named in %4.")
                       .arg(program, hostOf(key), why, settingsFile()));
}

Task<Result<MaybeLogin>> askHelper(QString name, QString key, StopToken stop)
{
    static const QRegularExpression word(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9._-]*\\z"));
    if (!word.match(name).hasMatch()) {
        co_return failure(ErrorCode::InvalidArgument,
                          Text::english("The credential helper in %1 is no plain word, so it is "
                                        "not run. Mend credHelpers and credsStore there.")
                              .arg(settingsFile()));
    }
    process::ProcessSpec spec;
    spec.program = QStringLiteral("docker-credential-") + name;
    spec.arguments = QStringList{QStringLiteral("get")};
    spec.standardInput = key.toUtf8();
    const QString program = spec.program;
    const Result<process::ProcessOutcome> outcome = co_await process::run(std::move(spec), stop);
    if (!outcome && outcome.error().code == ErrorCode::Cancelled) {
        co_return tl::unexpected<Error>(outcome.error());
    }
    if (!outcome) {
        co_return helperFailed(program, key, Text::english("it is not there, or may not be run"));
    }
    // Helpers have these words alone for having none; what else they write may be a secret.
    if (outcome->standardOutput.startsWith("credentials not found")) {
        co_return MaybeLogin();
    }
    if (outcome->isCrash || outcome->exitCode != 0) {
        co_return helperFailed(
            program, key, Text::english("it ended with the exit code %1").arg(outcome->exitCode));
    }
    const Result<HelperAnswer> answer = json::parseAs<HelperAnswer>(outcome->standardOutput);
    if (!answer) {
        co_return helperFailed(program, key, Text::english("its answer is no login"));
    }
    const bool isToken = answer->username == QStringLiteral("<token>");
    RegistryLogin login{key, answer->username, answer->secret, {}};
    if (isToken) {
        login = RegistryLogin{key, {}, {}, answer->secret};
    }
    co_return MaybeLogin(login);
}

} // namespace

QString dockerKey(const QString &registry)
{
    return registry == QStringLiteral("docker.io") ? QStringLiteral("https://index.docker.io/v1/")
                                                   : registry;
}

Task<Result<std::optional<RegistryLogin>>> dockerLogin(QString registry, StopToken stop)
{
    const QString path = settingsFile();
    const QString key = dockerKey(registry);
    PIERHEAD_CO_TRY(settings, readSettings(path));
    const QString helper = settings.helpers.value(key, settings.store);
    if (!helper.isEmpty()) {
        PIERHEAD_CO_TRY(login, co_await askHelper(helper, key, stop));
        if (login) {
            co_return login;
        }
    }
    co_return keptLogin(settings, key, path);
}

} // namespace pierhead::registry
