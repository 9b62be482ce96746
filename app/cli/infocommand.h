#pragma once

#include "command.h"

namespace pierhead::cli {

/// `info`: all that is known of one extension.
class InfoCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_key;
    QString m_format;
};

} // namespace pierhead::cli
