#include "examination.h"

#include <host/backend/agentprogram.h>
#include <host/engine/dockercontexts.h>
#include <host/policy/policy.h>
#include <host/secrets/secretstore.h>
#include <host/settings/settings.h>

#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace pierhead::doctor {

namespace {

using Severity = Finding::Severity;

void checkAgent(Examination &now)
{
    for (const auto &[key, engine] : now.engines) {
        const QString architecture = engine->version().architecture;
        if (!backend::AgentProgram::find(architecture)) {
            now.findings.push_back(
                {.severity = Severity::Note,
                 .check = QStringLiteral("agent"),
                 .where = key,
                 .what = QStringLiteral("This Pierhead was built without an agent for %1: commands "
                                        "in backends take longer.")
                             .arg(architecture),
                 .advice = QStringLiteral("Use a package that has it.")});
        }
    }
}

/// Where the docker program looks for plug-ins.
QStringList pluginFolders()
{
    QStringList folders{engine::dockerConfigFolder() + QStringLiteral("/cli-plugins")};
    for (const char *folder : {"/usr/local/lib/docker",
                               "/usr/local/libexec/docker",
                               "/usr/lib/docker",
                               "/usr/libexec/docker"}) {
        folders.append(QLatin1String(folder) + QStringLiteral("/cli-plugins"));
    }
    return folders;
}

void checkPlugin(Examination &now)
{
    if (QStandardPaths::findExecutable(QStringLiteral("docker")).isEmpty()) {
        return; // there is nothing to plug in to
    }
    const QStringList folders = pluginFolders();
    const bool isThere = std::any_of(folders.begin(), folders.end(), [](const QString &folder) {
        return QFileInfo(folder + QStringLiteral("/docker-extension")).isExecutable();
    });
    if (!isThere) {
        now.findings.push_back(
            {.severity = Severity::Note,
             .check = QStringLiteral("plug-in"),
             .where = folders.first(),
             .what = QStringLiteral("\"docker extension\" does not find Pierhead: there is no "
                                    "docker-extension among docker's plug-ins."),
             .advice = QStringLiteral("Link the program docker-extension there.")});
    }
}

/// What people write by hand, or another version wrote.
void checkSettings(Examination &now)
{
    const settings::Settings settings(now.paths);
    if (const auto read = settings.read(); !read) {
        now.findings.push_back({.severity = Severity::Error,
                                .check = QStringLiteral("settings-broken"),
                                .where = settings.file(),
                                .what = read.error().message,
                                .advice = QStringLiteral("Mend the file, or delete it.")});
    }
    if (const auto files = policy::Policy::ofThisMachine().files(); !files) {
        now.findings.push_back(
            {.severity = Severity::Error,
             .check = QStringLiteral("policy-broken"),
             .where = QStringLiteral("policy"),
             .what = files.error().message,
             .advice = QStringLiteral("Ask the administrator of this machine.")});
    }
}

Task<void> checkKeyring(SharedExamination now)
{
    const bool isNeeded =
        std::any_of(now->installed.begin(), now->installed.end(), [](const auto &extension) {
            return QFileInfo::exists(extension.folder + QStringLiteral("/secrets.json"));
        });
    const secrets::SecretStore keyring(QStringLiteral("doctor"), {});
    const Result<std::optional<QString>> secret = co_await keyring.get(QStringLiteral("none"));
    if (!secret) {
        now->findings.push_back(
            {.severity = isNeeded ? Severity::Warning : Severity::Note,
             .check = QStringLiteral("keyring"),
             .where = QStringLiteral("this session"),
             .what = isNeeded
                 ? QStringLiteral("Extensions keep secrets in a keyring that cannot be reached. %1")
                       .arg(secret.error().message)
                 : QStringLiteral("No keyring can be reached, so extensions and logins cannot keep "
                                  "secrets. %1")
                       .arg(secret.error().message),
             .advice = QStringLiteral("Start a keyring with the Secret Service, and unlock it.")});
    }
}

} // namespace

Task<void> checkProgram(SharedExamination now)
{
    checkAgent(*now);
    checkPlugin(*now);
    checkSettings(*now);
    co_await checkKeyring(now);
}

} // namespace pierhead::doctor
