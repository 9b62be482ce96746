#pragma once

#include "theme.h"

#include <QAbstractButton>

namespace pierhead::desktop {

/// One entry of the sidebar: icon and title on one line, or the icon alone where room is short.
class SidebarButton final : public QAbstractButton
{
    Q_OBJECT

public:
    SidebarButton(const Theme &theme, QWidget *parent);

    /// `note` is said in the tool tip, and dims the title; empty for none.
    void setTitle(const QString &foreign, const QString &note = {});
    void setCompact(bool compact);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    const Theme &m_theme;
    bool m_isCompact = false;
    bool m_hasNote = false;
    /// Only who uses the keyboard has to see where the focus is.
    bool m_showsFocus = false;
};

} // namespace pierhead::desktop
