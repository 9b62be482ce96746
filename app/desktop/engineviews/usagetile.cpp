#include "usagetile.h"

#include <app/desktop/plainlabel.h>

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace pierhead::desktop {

namespace {

QLabel *smallLabel(const QString &text, Qt::Alignment alignment, QWidget *parent)
{
    QLabel *label = plainLabel(text, parent, QStringLiteral("small"));
    label->setWordWrap(false);
    label->setAlignment(alignment);
    return label;
}

} // namespace

UsageTile::UsageTile(const Theme &theme,
                     const QString &title,
                     std::vector<UsageLine> lines,
                     Format format,
                     QWidget *parent)
    : QFrame(parent)
    , m_lines(std::move(lines))
    , m_format(std::move(format))
    , m_note(new ElidedLabel({}, this))
    , m_peak(smallLabel({}, Qt::AlignRight, this))
    , m_since(smallLabel({}, Qt::AlignLeft, this))
    , m_sparkline(new Sparkline(theme, m_history, this))
{
    setProperty("look", QStringLiteral("card"));
    setAccessibleName(title);
    QLabel *caption = plainLabel(title.toUpper(), this, QStringLiteral("caption"));
    auto *top = new QHBoxLayout;
    top->addWidget(caption, 1);
    top->addWidget(m_peak);
    auto *figures = new QHBoxLayout;
    figures->setSpacing(12);
    for (std::size_t line = 0; line < m_lines.size(); ++line) {
        QLabel *figure = plainLabel({}, this, QStringLiteral("figure"));
        figure->setObjectName(QStringLiteral("usage-") + m_lines.at(line).name);
        figure->setWordWrap(false);
        if (m_lines.size() > 1) {
            figure->setProperty("tone",
                                line == 0 ? QStringLiteral("first") : QStringLiteral("second"));
        }
        m_figures.push_back(figure);
        figures->addWidget(figure, 1);
    }
    m_note->setProperty("look", QStringLiteral("muted"));
    auto *axis = new QHBoxLayout;
    axis->addWidget(m_since, 1);
    axis->addWidget(smallLabel(tr("now"), Qt::AlignRight, this));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addLayout(figures);
    layout->addWidget(m_note);
    layout->addSpacing(6);
    layout->addWidget(m_sparkline, 1);
    layout->addLayout(axis);
    m_sparkline->setAccessibleName(tr("%1 in the last minutes").arg(title));
    clear();
}

void UsageTile::setUsage(const QDateTime &time,
                         const std::vector<double> &values,
                         const QString &note)
{
    setFigures(values);
    m_note->setLine(note);
    if (values.empty()) {
        m_history.interrupt();
    } else {
        m_history.add(time, values);
    }
    refreshHistory();
}

void UsageTile::clear()
{
    setFigures({});
    m_note->setLine({});
    m_history.interrupt();
    refreshHistory();
}

void UsageTile::setFigures(const std::vector<double> &values)
{
    QStringList spoken;
    for (std::size_t line = 0; line < m_lines.size(); ++line) {
        const UsageLine &about = m_lines.at(line);
        const QString figure = values.empty() ? QStringLiteral("–") : m_format(values.at(line));
        m_figures.at(line)->setText(about.sign.isEmpty() ? figure
                                                         : about.sign + QLatin1Char(' ') + figure);
        const QString words =
            about.words.isEmpty() ? figure : QStringLiteral("%1: %2").arg(about.words, figure);
        m_figures.at(line)->setAccessibleName(
            QStringLiteral("%1, %2").arg(accessibleName(), words));
        spoken.append(words);
    }
    setAccessibleDescription(values.empty() ? tr("not known") : spoken.join(QStringLiteral(", ")));
}

void UsageTile::refreshHistory()
{
    const auto minutes = m_history.span().count();
    m_since->setText(minutes == 1 ? tr("a minute ago") : tr("%1 minutes ago").arg(minutes));
    const QString peak = m_history.samples().empty()
        ? QString()
        : tr("at most %1").arg(m_format(m_history.largest()));
    m_peak->setText(peak);
    m_sparkline->setAccessibleDescription(peak);
    m_sparkline->update();
}

} // namespace pierhead::desktop
