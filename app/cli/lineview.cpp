#include "lineview.h"

namespace pierhead::cli {

LineView::LineView(Terminal &terminal)
    : m_terminal(terminal)
{ }

void LineView::update(const extensions::InstallEvent &event)
{
    const QString status = event.message.trimmed();
    if (status.isEmpty()) {
        return;
    }
    // A build's lines are its output, where two may be alike; a layer's status is repeated with
    // every byte that comes.
    const bool isOutput = event.step == extensions::InstallEvent::Step::Building;
    if (!isOutput && m_shown.value(event.item) == status) {
        return;
    }
    m_shown.insert(event.item, status);
    m_terminal.print(event.item.isEmpty() ? status : event.item + QStringLiteral(": ") + status);
}

void LineView::finish()
{
    m_shown.clear();
}

} // namespace pierhead::cli
