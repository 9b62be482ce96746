#pragma once

#include "command.h"

namespace pierhead::cli {

/// `export`: one archive of an extension, for machines without a registry.
class ExportCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_key;
    QString m_file;
};

} // namespace pierhead::cli
