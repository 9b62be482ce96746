#pragma once

#include "command.h"

namespace pierhead::cli {

/// `dev`: what the author of an extension sets for its tab while working on it, and the watch that
/// installs each change.
class DevCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_action;
    QString m_key;
    QString m_source;
    bool m_force = false;
};

} // namespace pierhead::cli
