#pragma once

#include <app/desktop/chip.h>
#include <app/desktop/elidedlabel.h>
#include <app/desktop/theme.h>

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

namespace pierhead::desktop {

/// The top of the page of one container, image or volume: a way back, what it is, how it is, and
/// buttons.
class DetailHeader final : public QWidget
{
    Q_OBJECT

public:
    /// `back` is the way back in words, for the tool tip.
    DetailHeader(const Theme &theme, const QString &back, QWidget *parent);

    void setName(const QString &foreign);
    void setNote(const QString &foreign);
    /// How it is; an empty text hides it.
    void setState(const QString &text, const QString &tone);
    /// The caller connects it.
    QPushButton *
    addButton(const QString &text, const QString &icon, ColorRole role, const QString &name);

Q_SIGNALS:
    void backRequested();

private:
    const Theme &m_theme;
    ElidedLabel *m_name;
    ElidedLabel *m_note;
    Chip *m_state;
    QHBoxLayout *m_layout;
};

} // namespace pierhead::desktop
