#pragma once

#include "command.h"

namespace pierhead::cli {

/// `version`: this program's version, and that of the extension API it offers.
class VersionCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_format;
};

} // namespace pierhead::cli
