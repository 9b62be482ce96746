#pragma once

#include "terminal.h"

#include <host/extensions/installevent.h>

#include <memory>

namespace pierhead::cli {

/// Shows how far a pull, load or build is.
class TransferView
{
    Q_DISABLE_COPY_MOVE(TransferView)

public:
    TransferView() = default;
    virtual ~TransferView() = default;

    /// One more event of the transfer.
    virtual void update(const extensions::InstallEvent &event) = 0;
    /// It is over; other lines follow.
    virtual void finish() = 0;

    /// Bars where lines can be drawn anew, otherwise a line for each change.
    [[nodiscard]] static std::unique_ptr<TransferView> create(Terminal &terminal);
};

} // namespace pierhead::cli
