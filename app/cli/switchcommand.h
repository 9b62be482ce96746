#pragma once

#include "command.h"

namespace pierhead::cli {

/// `enable` and `disable`: turns all extensions, or those that are named, on, with their backends,
/// or off.
class SwitchCommand final : public Command
{
public:
    enum class To {
        On,
        Off,
    };

    explicit SwitchCommand(To to);

    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    To m_to;
    QStringList m_keys;
};

} // namespace pierhead::cli
