#include "nothinghere.h"

#include <QVBoxLayout>

namespace pierhead::desktop {

namespace {

constexpr int iconExtent = 48;

} // namespace

NothingHere::NothingHere(const Theme &theme, const QString &icon, QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
{
    setObjectName(QStringLiteral("nothingHere"));
    m_title->setProperty("look", QStringLiteral("title"));
    m_text->setProperty("look", QStringLiteral("muted"));
    m_text->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addStretch(2);
    for (QLabel *label : {m_icon, m_title, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
        layout->addWidget(label);
    }
    layout->addStretch(3);
    const auto refreshIcon = [this, &theme, icon] {
        m_icon->setPixmap(theme.icon(icon, ColorRole::BorderStrong)
                              .pixmap(QSize(iconExtent, iconExtent), devicePixelRatioF()));
    };
    connect(&theme, &Theme::changed, this, refreshIcon);
    refreshIcon();
}

void NothingHere::setText(const QString &title, const QString &text)
{
    m_title->setText(title);
    m_text->setText(text);
    setAccessibleName(title);
}

} // namespace pierhead::desktop
