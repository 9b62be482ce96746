#pragma once

#include "command.h"

namespace pierhead::cli {

/// `rm`: takes an extension off this machine.
class RemoveCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_key;
    bool m_force = false;
};

} // namespace pierhead::cli
