#pragma once

#include "command.h"

namespace pierhead::cli {

/// `doctor`: looks for what is wrong, and mends what can be mended.
class DoctorCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_format;
    bool m_fix = false;
};

} // namespace pierhead::cli
