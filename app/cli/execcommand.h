#pragma once

#include "command.h"

namespace pierhead::cli {

/// `exec`: runs a command in an extension's backend.
class ExecCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_key;
    QString m_service;
    QString m_directory;
    QStringList m_environment;
    QStringList m_command;
    bool m_hasNoTerminal = false;
};

} // namespace pierhead::cli
