#include "terminalview.h"

#include "terminalcolors.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace pierhead::desktop {

namespace {

constexpr int inset = 6;
constexpr backend::TerminalSize firstSize{80, 24};
constexpr int smallestColumns = 10;
constexpr int smallestRows = 3;

bool isCopyOrPaste(const QKeyEvent &event, int key)
{
    return event.key() == key && event.modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
}

/// The control character of Ctrl and a letter, which not every platform tells; else the text.
QString textOf(const QKeyEvent &event)
{
    const int key = event.key();
    const bool isControl = event.modifiers().testFlag(Qt::ControlModifier);
    if (isControl && key >= Qt::Key_At && key <= Qt::Key_Underscore) {
        return {QChar(key - Qt::Key_At)};
    }
    return isControl && key == Qt::Key_Space ? QString(QChar(0)) : event.text();
}

bool movesFocus(const QKeyEvent &event)
{
    return event.modifiers().testFlag(Qt::ControlModifier)
        && (event.key() == Qt::Key_Tab || event.key() == Qt::Key_Backtab);
}

} // namespace

TerminalView::TerminalView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
    , m_screen(firstSize)
{
    setObjectName(QStringLiteral("terminalView"));
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_cell = {fontMetrics().horizontalAdvance(QLatin1Char('M')), fontMetrics().height()};
    connect(&m_screen, &TerminalScreen::changed, this, &TerminalView::screenChanged);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    connect(
        verticalScrollBar(), &QScrollBar::valueChanged, viewport(), qOverload<>(&QWidget::update));
}

void TerminalView::setConnected(bool isConnected)
{
    m_isConnected = isConnected;
    setAttribute(Qt::WA_InputMethodEnabled, isConnected);
    viewport()->setCursor(isConnected ? Qt::IBeamCursor : Qt::ArrowCursor);
    viewport()->update();
}

QString TerminalView::text() const
{
    QStringList lines;
    for (int line = 0; line < m_screen.lineCount(); ++line) {
        lines.append(m_screen.text(line));
    }
    return lines.join(QLatin1Char('\n'));
}

QString TerminalView::selectedText() const
{
    const auto [first, last] = std::minmax(m_anchor, m_end);
    QStringList lines;
    for (int number = first.first; number <= last.first && first != last; ++number) {
        const TerminalLine line = m_screen.line(number);
        QString text;
        for (int column = 0; column < static_cast<int>(line.size()); ++column) {
            const TerminalCell &cell = line.at(static_cast<std::size_t>(column));
            if (isSelected({number, column}) && cell.width > 0) {
                text += cell.text.isEmpty() ? QStringLiteral(" ") : cell.text;
            }
        }
        while (text.endsWith(QLatin1Char(' '))) {
            text.chop(1);
        }
        lines.append(text);
    }
    return lines.join(QLatin1Char('\n'));
}

bool TerminalView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && m_isConnected) {
        // What would be a shortcut of the window is a key of the program: Ctrl+R, Escape.
        const auto *key = static_cast<QKeyEvent *>(event);
        if (!movesFocus(*key) && !key->modifiers().testFlag(Qt::AltModifier)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

bool TerminalView::focusNextPrevChild(bool next)
{
    // Tab completes.
    return !m_isConnected && QAbstractScrollArea::focusNextPrevChild(next);
}

void TerminalView::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(ColorRole::Surface));
    const int first = verticalScrollBar()->value();
    const int last = std::min(first + m_screen.size().rows, m_screen.lineCount());
    for (int line = first; line < last; ++line) {
        paintLine(painter, line, inset + (line - first) * m_cell.height());
    }
    const int row = m_screen.cursorLine() - first;
    if (showsCursor() && row < m_screen.size().rows) {
        paintCursor(painter, inset + row * m_cell.height());
    }
}

void TerminalView::paintLine(QPainter &painter, int line, int top)
{
    int column = 0;
    for (const TerminalCell &cell : m_screen.line(line)) {
        if (cell.width > 0) {
            const QRect area(
                inset + column * m_cell.width(), top, m_cell.width() * cell.width, m_cell.height());
            paintCell(painter, cell, area, isSelected({line, column}));
        }
        ++column;
    }
}

void TerminalView::paintCell(QPainter &painter,
                             const TerminalCell &cell,
                             const QRect &area,
                             bool isSelected)
{
    const ColorScheme scheme = m_theme.scheme();
    const QColor paper = m_theme.color(ColorRole::Surface);
    QColor ink = terminalColor(cell.foreground, m_theme.color(ColorRole::Text), scheme);
    QColor ground = terminalColor(cell.background, paper, scheme);
    if (cell.isReversed) {
        std::swap(ink, ground);
    }
    if (isSelected) {
        ink = m_theme.color(ColorRole::AccentText);
        ground = m_theme.color(ColorRole::Accent);
    }
    if (ground != paper) {
        painter.fillRect(area, ground);
    }
    if (cell.text.isEmpty() || cell.text == QLatin1String(" ")) {
        return;
    }
    QFont font = this->font();
    font.setBold(cell.isBold);
    font.setItalic(cell.isItalic);
    font.setUnderline(cell.isUnderlined);
    font.setStrikeOut(cell.isStruck);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(QPoint(area.left(), area.top() + fontMetrics().ascent()), cell.text);
}

void TerminalView::paintCursor(QPainter &painter, int top)
{
    const QRect area(
        inset + m_screen.cursorColumn() * m_cell.width(), top, m_cell.width(), m_cell.height());
    if (!hasFocus()) {
        painter.setPen(m_theme.color(ColorRole::Muted));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area.adjusted(0, 0, -1, -1));
        return;
    }
    painter.fillRect(area, m_theme.color(ColorRole::Accent));
    const TerminalLine line = m_screen.line(m_screen.cursorLine());
    const auto column = static_cast<std::size_t>(m_screen.cursorColumn());
    if (column < line.size()) {
        painter.setFont(font());
        painter.setPen(m_theme.color(ColorRole::AccentText));
        painter.drawText(QPoint(area.left(), area.top() + fontMetrics().ascent()),
                         line.at(column).text);
    }
}

void TerminalView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const QSize room = viewport()->size() - QSize(2 * inset, 2 * inset);
    const backend::TerminalSize size{
        static_cast<quint16>(std::max(smallestColumns, room.width() / m_cell.width())),
        static_cast<quint16>(std::max(smallestRows, room.height() / m_cell.height()))};
    if (size != m_screen.size()) {
        m_screen.resize(size);
        Q_EMIT sizeChanged(size);
    }
}

void TerminalView::screenChanged()
{
    // What is selected may have moved; who scrolled up stays there.
    m_end = m_anchor;
    QScrollBar *bar = verticalScrollBar();
    const bool isAtEnd = bar->value() == bar->maximum();
    bar->setRange(0, m_screen.historyCount());
    bar->setPageStep(m_screen.size().rows);
    if (isAtEnd) {
        bar->setValue(bar->maximum());
    }
    viewport()->update();
}

void TerminalView::keyPressEvent(QKeyEvent *event)
{
    if (isCopyOrPaste(*event, Qt::Key_C)) {
        copy();
        return;
    }
    if (!m_isConnected) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (isCopyOrPaste(*event, Qt::Key_V)) {
        paste();
        return;
    }
    if (movesFocus(*event)) {
        QAbstractScrollArea::focusNextPrevChild(!event->modifiers().testFlag(Qt::ShiftModifier));
        return;
    }
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    if (!m_screen.press(event->key(), event->modifiers()) && !textOf(*event).isEmpty()) {
        m_screen.type(textOf(*event), event->modifiers());
    }
}

void TerminalView::inputMethodEvent(QInputMethodEvent *event)
{
    if (m_isConnected && !event->commitString().isEmpty()) {
        m_screen.type(event->commitString(), {});
    }
    event->accept();
}

void TerminalView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        m_anchor = placeAt(event->pos());
        m_end = m_anchor;
        viewport()->update();
    } else if (event->button() == Qt::MiddleButton && m_isConnected
               && QGuiApplication::clipboard()->supportsSelection()) {
        m_screen.paste(QGuiApplication::clipboard()->text(QClipboard::Selection));
    }
}

void TerminalView::mouseMoveEvent(QMouseEvent *event)
{
    m_end = placeAt(event->pos());
    viewport()->update();
}

void TerminalView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copyAction = menu->addAction(tr("Copy (Ctrl+Shift+C)"));
    copyAction->setEnabled(!selectedText().isEmpty());
    connect(copyAction, &QAction::triggered, this, &TerminalView::copy);
    QAction *pasteAction = menu->addAction(tr("Paste (Ctrl+Shift+V)"));
    pasteAction->setEnabled(m_isConnected);
    connect(pasteAction, &QAction::triggered, this, &TerminalView::paste);
    menu->popup(event->globalPos());
}

void TerminalView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TerminalView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

TerminalView::Place TerminalView::placeAt(const QPoint &point) const
{
    const int row = std::clamp((point.y() - inset) / m_cell.height(), 0, m_screen.size().rows - 1);
    // The nearer side of a character.
    const int column = std::clamp((point.x() - inset + m_cell.width() / 2) / m_cell.width(),
                                  0,
                                  static_cast<int>(m_screen.size().columns));
    return {verticalScrollBar()->value() + row, column};
}

bool TerminalView::isSelected(Place place) const
{
    const auto [first, last] = std::minmax(m_anchor, m_end);
    return place >= first && place < last;
}

void TerminalView::copy() const
{
    const QString text = selectedText();
    if (!text.isEmpty()) {
        QGuiApplication::clipboard()->setText(text);
    }
}

void TerminalView::paste()
{
    m_screen.paste(QGuiApplication::clipboard()->text());
}

} // namespace pierhead::desktop
