#include "registrylogin.h"

#include <host/base/json.h>

namespace pierhead::engine {

QByteArray registryAuth(const RegistryLogin &login)
{
    nlohmann::json auth{{"serveraddress", login.server}};
    if (login.identityToken.isEmpty()) {
        auth["username"] = login.username;
        auth["password"] = login.password;
    } else {
        auth["identitytoken"] = login.identityToken;
    }
    return json::serialize(auth).toBase64(QByteArray::Base64UrlEncoding);
}

} // namespace pierhead::engine
