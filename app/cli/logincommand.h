#pragma once

#include "command.h"

namespace pierhead::cli {

/// `login`: keeps a login to a registry in the user's keyring, once the registry has taken it.
class LoginCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_registry;
    QString m_username;
    bool m_readsPassword = false;
};

} // namespace pierhead::cli
