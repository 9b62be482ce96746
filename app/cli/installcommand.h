#pragma once

#include "command.h"

namespace pierhead::cli {

/// `install`: puts an extension on this machine, after asking.
class InstallCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_source;
    bool m_force = false;
};

} // namespace pierhead::cli
