#pragma once

#include "command.h"
#include "validation.h"

namespace pierhead::cli {

/// `validate`: tells every fault of an image, or of a metadata.json alone, and tries it out.
class ValidateCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    ValidationRequest m_request;
    bool m_errorsOnly = false;
    QString m_format;
    QString m_junit;
};

} // namespace pierhead::cli
