#pragma once

#include "challenge.h"
#include "registrysession.h"

namespace pierhead::registry {

/// Gets the token that the challenge asks for, with the session's login where there is one.
/// PermissionDenied where the login is not taken, Protocol where the challenge leads nowhere safe.
/// Source: Distribution, "Token Authentication Specification".
[[nodiscard]] Task<Result<QByteArray>>
bearerToken(SharedSession session, Challenge challenge, StopToken stop);

/// The login as the header Authorization has it.
[[nodiscard]] QByteArray basicAuthorization(const engine::RegistryLogin &login);

} // namespace pierhead::registry
