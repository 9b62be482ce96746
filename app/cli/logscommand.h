#pragma once

#include "command.h"

namespace pierhead::cli {

/// `logs`: what the services of an extension's backend have written, and go on writing.
class LogsCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_key;
    QString m_tail;
    QString m_format;
    bool m_follows = false;
    bool m_hasTimes = false;
};

} // namespace pierhead::cli
