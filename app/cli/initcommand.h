#pragma once

#include "command.h"

#include <host/scaffold/answers.h>

namespace pierhead::cli {

/// `init`: writes the files that an extension begins with.
class InitCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    QString m_folder;
    QString m_template;
    scaffold::Answers m_answers; ///< empty where it is to be asked for
    bool m_takesDefaults = false;
};

} // namespace pierhead::cli
