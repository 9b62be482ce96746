#pragma once

#include "command.h"

namespace pierhead::cli {

/// `share`: the address of an extension's page in the marketplace.
class ShareCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_reference;
    QString m_format;
};

} // namespace pierhead::cli
