#pragma once

#include <host/base/async.h>
#include <host/base/paths.h>

namespace pierhead::registry {

/// A name and a password, or a token in its place.
struct Account
{
    QString username;
    QString password;
};

/// Asks the registry whether it takes the account, and keeps that in the user's keyring. Nothing is
/// kept on an error: InvalidArgument where the name or the password is empty, those of
/// RegistryClient::checkLogin() and of keepLogin().
[[nodiscard]] Task<Result<void>>
logIn(Paths paths, QString registry, Account account, StopToken stop = {});

} // namespace pierhead::registry
