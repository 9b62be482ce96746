#pragma once

#include "command.h"

namespace pierhead::cli {

/// `logout`: deletes what `login` has kept.
class LogoutCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_registry;
};

} // namespace pierhead::cli
