#pragma once

#include "command.h"

namespace pierhead::cli {

/// `completion`: prints what makes a shell complete this program's command lines.
class CompletionCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_shell;
};

} // namespace pierhead::cli
