#include "usagetile.h"

#include <QVBoxLayout>

namespace pierhead::desktop {

UsageTile::UsageTile(const Theme &theme, const QString &title, const QString &name, QWidget *parent)
    : QFrame(parent)
    , m_figure(new QLabel(this))
    , m_note(new QLabel(this))
    , m_line(new Sparkline(theme, this))
{
    setProperty("look", QStringLiteral("card"));
    setAccessibleName(title);
    auto *caption = new QLabel(title.toUpper(), this);
    caption->setProperty("look", QStringLiteral("caption"));
    m_figure->setObjectName(QStringLiteral("usage-") + name);
    m_figure->setTextFormat(Qt::PlainText);
    m_figure->setProperty("look", QStringLiteral("figure"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setProperty("look", QStringLiteral("muted"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(4);
    layout->addWidget(caption);
    layout->addWidget(m_figure);
    layout->addWidget(m_note);
    layout->addSpacing(8);
    layout->addWidget(m_line, 1);
    clear();
}

void UsageTile::setUsage(const QString &figure,
                         const QString &note,
                         const std::vector<double> &samples)
{
    m_figure->setText(figure);
    m_note->setText(note);
    m_line->add(samples);
    setAccessibleDescription(figure + QLatin1Char(' ') + note);
}

void UsageTile::clear()
{
    m_figure->setText(QStringLiteral("–"));
    m_note->setText(QStringLiteral(" "));
    m_line->clear();
    setAccessibleDescription(QString());
}

} // namespace pierhead::desktop
