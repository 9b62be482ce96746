#include "login.h"

#include "credentials.h"
#include "dockerlogins.h"
#include "registryclient.h"
#include "registrysession.h"

namespace pierhead::registry {

Task<Result<void>> logIn(Paths paths, QString registry, Account account, StopToken stop)
{
    if (account.username.isEmpty() || account.password.isEmpty()) {
        co_return failure(
            ErrorCode::InvalidArgument,
            Text::english("A login to %1 needs a name and a password.").arg(registry));
    }
    const engine::RegistryLogin login{dockerKey(registry), account.username, account.password, {}};
    const RegistryClient client(registry, login);
    const Result<void> taken = co_await client.checkLogin(stop);
    if (!taken) {
        Error error = taken.error();
        // Who reads it is logging in already.
        const Text hint = loginHint(registry);
        error.setText({error.message.remove(hint.inEnglish()).trimmed(),
                       error.localMessage.remove(hint.inLocal()).trimmed()});
        co_return tl::unexpected<Error>(error);
    }
    co_return co_await keepLogin(paths, registry, login);
}

} // namespace pierhead::registry
