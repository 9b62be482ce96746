#include "loghighlighter.h"

#include <array>

namespace pierhead::desktop {

LogHighlighter::LogHighlighter(const Theme &theme, QTextDocument *document)
    : QSyntaxHighlighter(document)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, &LogHighlighter::rehighlight);
}

void LogHighlighter::setColumns(int time, int service)
{
    m_time = time;
    m_service = service;
}

void LogHighlighter::setSearch(const QString &text)
{
    if (m_search != text) {
        m_search = text;
        rehighlight();
    }
}

ColorRole LogHighlighter::colorOf(const QString &service)
{
    // Without the colours that mean something.
    constexpr std::array roles{ColorRole::Accent, ColorRole::Service2, ColorRole::Service3};
    uint sum = 0;
    for (const QChar character : service) {
        sum = sum * 31 + character.unicode();
    }
    return roles.at(sum % roles.size());
}

void LogHighlighter::highlightBlock(const QString &text)
{
    const int bar = m_time + m_service + 1;
    setFormat(0, m_time, m_theme.color(ColorRole::Muted));
    setFormat(m_time, m_service, m_theme.color(colorOf(text.mid(m_time, m_service).trimmed())));
    const bool isStderr = bar < text.size() && text.at(bar).unicode() == stderrBar;
    setFormat(bar, 1, m_theme.color(isStderr ? ColorRole::Danger : ColorRole::BorderStrong));
    if (m_search.isEmpty()) {
        return;
    }
    QTextCharFormat found;
    found.setBackground(m_theme.color(ColorRole::WarningSoft));
    found.setForeground(m_theme.color(ColorRole::Warning));
    found.setFontWeight(QFont::Bold);
    const qsizetype from = bar + 2;
    for (qsizetype place = text.indexOf(m_search, from, Qt::CaseInsensitive); place >= 0;
         place = text.indexOf(m_search, place + m_search.size(), Qt::CaseInsensitive)) {
        setFormat(static_cast<int>(place), static_cast<int>(m_search.size()), found);
    }
}

} // namespace pierhead::desktop
