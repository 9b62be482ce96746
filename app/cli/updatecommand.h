#pragma once

#include "command.h"

namespace pierhead::cli {

/// `update`: puts another build of an installed extension in its place, after asking; or tells what
/// registries have.
class UpdateCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_source;
    QString m_format;
    bool m_force = false;
    bool m_isCheck = false;
};

} // namespace pierhead::cli
