#pragma once

#include <host/base/async.h>
#include <host/engine/registrylogin.h>
#include <host/web/webclient.h>

#include <memory>
#include <optional>

/// What all requests to one registry have in common. Private to host/registry.
namespace pierhead::registry {

struct RegistrySession
{
    /// `certificates` is the folder of authoritiesFor().
    RegistrySession(QString name,
                    std::optional<engine::RegistryLogin> known,
                    const QString &certificates);

    QString registry; ///< as references name it: "docker.io", "localhost:5000"
    std::optional<engine::RegistryLogin> login;
    web::WebClient web;
    QUrl base;                ///< scheme, host and port; empty until it is known how it speaks
    QByteArray authorization; ///< what the last challenge led to
};

using SharedSession = std::shared_ptr<RegistrySession>;

/// A request of the Distribution API.
struct RegistryRequest
{
    Text doing; ///< for errors: "Listing the tags of ghcr.io/org/name"
    QByteArray method = "GET";
    QString path;          ///< below /v2/
    QByteArray query = {}; ///< percent-encoded
    QByteArray accept = {};
    qint64 maximumBytes = 0; ///< of the answer
};

/// The answer, of a status from 200 to 299: logged in where the registry wants that, asked again
/// where it wants to be left alone for a while, and got from where it sends us. PermissionDenied
/// where a login is missing or not taken, NotFound, Timeout where it wants a longer pause than
/// anybody waits for, Protocol for other statuses, Io.
[[nodiscard]] Task<Result<web::WebResponse>>
ask(SharedSession session, RegistryRequest request, StopToken stop);

/// The header's value; empty where it is not there.
[[nodiscard]] QByteArray headerOf(const web::ResponseHead &head, const char *name);

/// What a registry says went wrong, for an error's detail; cut short, and empty where it says
/// nothing.
[[nodiscard]] QString wordsOf(const QByteArray &body);

/// The sentence that tells how to log in to the registry.
[[nodiscard]] Text loginHint(const QString &registry);

} // namespace pierhead::registry
