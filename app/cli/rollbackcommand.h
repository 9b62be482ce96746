#pragma once

#include "command.h"

namespace pierhead::cli {

/// `rollback`: puts the version before in the place of the installed one.
class RollbackCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_key;
};

} // namespace pierhead::cli
