#pragma once

#include "command.h"

namespace pierhead::cli {

/// `restart`: stops the containers of an extension's backend and starts them again.
class RestartCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_key;
};

} // namespace pierhead::cli
