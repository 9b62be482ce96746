#pragma once

#include "transferview.h"

#include <optional>

namespace pierhead::cli {

/// Prints an install or removal as it goes. Give its update() as the InstallSink.
class InstallReporter final
{
    Q_DISABLE_COPY_MOVE(InstallReporter)

public:
    explicit InstallReporter(Terminal &terminal);
    ~InstallReporter();

    void update(const extensions::InstallEvent &event);

    /// This reporter as a sink; it must outlive what it is given to.
    [[nodiscard]] extensions::InstallSink sink();

private:
    Terminal &m_terminal;
    std::unique_ptr<TransferView> m_view;
    std::optional<extensions::InstallEvent::Step> m_transfer; ///< the one under way
};

} // namespace pierhead::cli
