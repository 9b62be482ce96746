#pragma once

#include "command.h"

namespace pierhead::cli {

/// `validate`: tells every fault of an image, or of a metadata.json alone.
class ValidateCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_subject;
};

} // namespace pierhead::cli
