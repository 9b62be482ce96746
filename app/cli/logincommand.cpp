#include "logincommand.h"

#include "prompt.h"
#include "registryargument.h"

#include <host/extensions/registryname.h>
#include <host/registry/login.h>

namespace pierhead::cli {

namespace {

/// What the command line says of a login.
struct LoginRequest
{
    QString username;
    bool readsPassword = false;
};

Result<void> checkRequest(const LoginRequest &request, const Terminal &terminal)
{
    if (request.readsPassword && request.username.isEmpty()) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("With --password-stdin the user is named by --username."));
    }
    if (!request.readsPassword && !terminal.isInputTerminal()) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("Logging in needs a password, and standard input is no "
                                      "terminal to ask on. Give --username, and --password-stdin "
                                      "with the password on standard input."));
    }
    return {};
}

Task<Result<registry::Account>> askFor(Session session, LoginRequest request)
{
    Terminal &terminal = session.terminal;
    registry::Account account{request.username, {}};
    if (account.username.isEmpty()) {
        PIERHEAD_CO_TRY(username,
                        co_await askLine(terminal, QStringLiteral("Username:"), session.stop));
        account.username = username.trimmed();
    }
    Result<QString> password;
    if (request.readsPassword) {
        password = co_await readLine(terminal.inputDescriptor(), session.stop);
    } else {
        password = co_await askSecret(terminal, QStringLiteral("Password:"), session.stop);
    }
    if (!password) {
        co_return tl::unexpected<Error>(password.error());
    }
    account.password = *password;
    co_return account;
}

} // namespace

Command::Description LoginCommand::description() const
{
    return {
        QStringLiteral("login"),
        {},
        QStringLiteral("Log in to a registry"),
        QStringLiteral(
            "The registry is asked whether it takes the login, which is then kept in your keyring "
            "and nowhere else. Extensions are pulled with it.\n"
            "Logins of the docker program, in its config.json and its credential helpers, are used "
            "as they are and come first; where there is one, this is not needed.\n"
            "Many registries want a token for a password, which they make on their web pages."),
        {QStringLiteral("login"),
         QStringLiteral("login ghcr.io --username moby --password-stdin <token.txt")},
    };
}

Parameters LoginCommand::parameters()
{
    return {
        registryArgument(m_registry),
        Parameter::option(QLatin1Char('u'),
                          QStringLiteral("username"),
                          QStringLiteral("NAME"),
                          m_username,
                          QStringLiteral("Who logs in; asked for where it is not given.")),
        Parameter::flag({},
                        QStringLiteral("password-stdin"),
                        m_readsPassword,
                        QStringLiteral("Read the password, one line, from standard input.")),
    };
}

Task<Result<ExitCode>> LoginCommand::run(Session session)
{
    PIERHEAD_CO_TRY(registry, extensions::registryNamed(m_registry));
    const LoginRequest request{m_username, m_readsPassword};
    const Result<void> possible = checkRequest(request, session.terminal);
    if (!possible) {
        co_return tl::unexpected<Error>(possible.error());
    }
    PIERHEAD_CO_TRY(account, co_await askFor(session, request));
    const Result<void> kept =
        co_await registry::logIn(session.paths, registry, account, session.stop);
    if (!kept) {
        co_return tl::unexpected<Error>(kept.error());
    }
    session.terminal.print(
        QStringLiteral("Login to %1 succeeded; it is kept in your keyring.").arg(registry));
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
