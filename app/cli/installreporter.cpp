#include "installreporter.h"

#include "eventlines.h"

namespace pierhead::cli {

InstallReporter::InstallReporter(Terminal &terminal)
    : m_terminal(terminal)
    , m_view(TransferView::create(terminal))
{ }

InstallReporter::~InstallReporter()
{
    m_view->finish();
}

void InstallReporter::update(const extensions::InstallEvent &event)
{
    const bool isContinued = m_transfer == event.step;
    if (!isContinued) {
        m_view->finish();
        m_transfer.reset();
        if (const std::optional<QString> line = lineFor(event)) {
            m_terminal.print(*line);
        }
    }
    if (isTransfer(event.step)) {
        m_transfer = event.step;
        m_view->update(event);
    }
}

extensions::InstallSink InstallReporter::sink()
{
    return [this](const extensions::InstallEvent &event) {
        update(event);
    };
}

} // namespace pierhead::cli
