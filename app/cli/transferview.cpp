#include "transferview.h"

#include "barview.h"
#include "lineview.h"

namespace pierhead::cli {

std::unique_ptr<TransferView> TransferView::create(Terminal &terminal)
{
    if (terminal.canRedraw()) {
        return std::make_unique<BarView>(terminal);
    }
    return std::make_unique<LineView>(terminal);
}

} // namespace pierhead::cli
