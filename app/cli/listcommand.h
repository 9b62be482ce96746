#pragma once

#include "command.h"

namespace pierhead::cli {

/// `ls`: what is installed, each asked about on its own engine.
class ListCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_format;
};

} // namespace pierhead::cli
