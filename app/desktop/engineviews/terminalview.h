#pragma once

#include "terminalscreen.h"

#include <app/desktop/theme.h>

#include <QAbstractScrollArea>

#include <utility>

namespace pierhead::desktop {

/// A terminal's screen that can be seen and typed into. All keys go to the program, but for
/// Ctrl+Shift+C and Ctrl+Shift+V (copy and paste) and Ctrl+Tab, which moves the focus on.
class TerminalView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    TerminalView(const Theme &theme, QWidget *parent);

    [[nodiscard]] TerminalScreen &screen() { return m_screen; }

    /// Whether a program reads what is typed. While none does there is no cursor, and keys are not
    /// taken: they scroll, and are the window's shortcuts. None does at first.
    void setConnected(bool isConnected);

    [[nodiscard]] bool isConnected() const { return m_isConnected; }

    /// Everything it holds, a line each.
    [[nodiscard]] QString text() const;
    /// What is selected, or empty.
    [[nodiscard]] QString selectedText() const;

Q_SIGNALS:
    /// It has room for so many characters now.
    void sizeChanged(pierhead::backend::TerminalSize size);

protected:
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    using Place = std::pair<int, int>; ///< line, and column before which it is

    void screenChanged();
    void paintLine(QPainter &painter, int line, int top);
    void paintCell(QPainter &painter, const TerminalCell &cell, const QRect &area, bool isSelected);
    void paintCursor(QPainter &painter, int top);
    [[nodiscard]] Place placeAt(const QPoint &point) const;
    [[nodiscard]] bool isSelected(Place place) const;

    [[nodiscard]] bool showsCursor() const { return m_isConnected && m_screen.isCursorVisible(); }

    void copy() const;
    void paste();

    const Theme &m_theme;
    TerminalScreen m_screen;
    QSize m_cell;
    Place m_anchor;
    Place m_end;
    bool m_isConnected = false;
};

} // namespace pierhead::desktop
