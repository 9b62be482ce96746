#include "detailheader.h"

#include <QVBoxLayout>

namespace pierhead::desktop {

DetailHeader::DetailHeader(const Theme &theme, const QString &back, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_name(new ElidedLabel({}, this))
    , m_note(new ElidedLabel({}, this))
    , m_state(new Chip(this))
    , m_layout(new QHBoxLayout(this))
{
    m_name->setObjectName(QStringLiteral("detailName"));
    m_name->setProperty("look", QStringLiteral("title"));
    m_note->setProperty("look", QStringLiteral("muted"));
    m_note->setElideMode(Qt::ElideMiddle);
    m_state->setObjectName(QStringLiteral("detailState"));
    m_state->hide();
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("detailBack"));
    button->setToolTip(tr("%1 (Esc)").arg(back));
    button->setAccessibleName(back);
    theme.decorate(button, QStringLiteral("back"), ColorRole::Text);
    connect(button, &QToolButton::clicked, this, &DetailHeader::backRequested);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_name);
    texts->addWidget(m_note);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    m_layout->addWidget(button);
    m_layout->addLayout(texts, 1);
    m_layout->addWidget(m_state);
}

void DetailHeader::setName(const QString &foreign)
{
    m_name->setLine(foreign);
}

void DetailHeader::setNote(const QString &foreign)
{
    m_note->setLine(foreign);
}

void DetailHeader::setState(const QString &text, const QString &tone)
{
    m_state->setState(text, tone);
    m_state->setVisible(!text.isEmpty());
}

QPushButton *DetailHeader::addButton(const QString &text,
                                     const QString &icon,
                                     ColorRole role,
                                     const QString &name)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    m_theme.decorate(button, icon, role);
    if (role == ColorRole::Danger) {
        button->setProperty("look", QStringLiteral("danger"));
    }
    m_layout->addWidget(button);
    return button;
}

} // namespace pierhead::desktop
