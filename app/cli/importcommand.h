#pragma once

#include "command.h"

namespace pierhead::cli {

/// `import`: installs what Docker Desktop has.
class ImportCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QStringList m_names;
    QString m_format;
    bool m_list = false;
    bool m_all = false;
    bool m_force = false;
};

} // namespace pierhead::cli
