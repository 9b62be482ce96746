#include "barview.h"

#include "barline.h"
#include "plaintext.h"

#include <algorithm>

namespace pierhead::cli {

namespace {

constexpr qint64 redrawMilliseconds = 50;
/// The line below the bars, where the cursor is, and one above for what was being done.
constexpr int keptRows = 2;

} // namespace

BarView::BarView(Terminal &terminal)
    : m_terminal(terminal)
{ }

void BarView::update(const extensions::InstallEvent &event)
{
    const QString status = event.message.trimmed();
    if (event.step == extensions::InstallEvent::Step::Building) {
        if (!status.isEmpty()) {
            m_terminal.print(status);
        }
        return;
    }
    if (event.item.isEmpty() && event.total == 0) {
        return; // about the whole, which the line above says already
    }
    const auto known = std::find_if(m_items.begin(), m_items.end(), [&event](const Item &item) {
        return item.id == event.item;
    });
    Item &item = known == m_items.end() ? m_items.emplace_back() : *known;
    item = {event.item, status, event.current, event.total};
    if (!m_sinceDrawn.isValid() || m_sinceDrawn.hasExpired(redrawMilliseconds)) {
        draw();
    }
}

void BarView::finish()
{
    erase();
    m_items.clear();
    m_sinceDrawn.invalidate();
}

void BarView::draw()
{
    m_sinceDrawn.start();
    erase();
    // The newest are the ones still under way, when there are more than rows.
    const int room = std::max(1, m_terminal.height() - keptRows);
    const auto count = std::min<std::size_t>(m_items.size(), static_cast<std::size_t>(room));
    QByteArray text;
    for (std::size_t i = m_items.size() - count; i < m_items.size(); ++i) {
        const Item &item = m_items.at(i);
        const QString line =
            barLine(item.id, item.status, item.current, item.total, m_terminal.width() - 1);
        text += plainText(line).toUtf8() + '\n';
    }
    m_terminal.writeRaw(text);
    m_drawnLines = static_cast<int>(count);
}

void BarView::erase()
{
    if (m_drawnLines > 0) {
        // Up to the first bar, then clear from there on.
        m_terminal.writeRaw("\x1b[" + QByteArray::number(m_drawnLines) + "F\x1b[J");
        m_drawnLines = 0;
    }
}

} // namespace pierhead::cli
