#include "jsonhighlighter.h"

namespace pierhead::desktop {

namespace {

constexpr QChar quote(u'"');

/// Behind the text in quotes that begins at `place`.
qsizetype afterText(const QString &line, qsizetype place)
{
    for (++place; place < line.size(); ++place) {
        if (line.at(place) == QLatin1Char('\\')) {
            ++place;
        } else if (line.at(place) == quote) {
            return place + 1;
        }
    }
    return line.size();
}

} // namespace

JsonHighlighter::JsonHighlighter(const Theme &theme, QTextDocument *document)
    : QSyntaxHighlighter(document)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void JsonHighlighter::setSearch(const QString &text)
{
    m_search = text;
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    qsizetype place = 0;
    while (place < text.size()) {
        if (text.at(place) == quote) {
            const qsizetype end = afterText(text, place);
            const bool isKey = end < text.size() && text.at(end) == QLatin1Char(':');
            setFormat(static_cast<int>(place),
                      static_cast<int>(end - place),
                      m_theme.color(isKey ? ColorRole::Accent : ColorRole::Text));
            place = end;
        } else {
            if (text.at(place).isLetterOrNumber()) {
                setFormat(static_cast<int>(place), 1, m_theme.color(ColorRole::Service2));
            }
            ++place;
        }
    }
    if (m_search.isEmpty()) {
        return;
    }
    QTextCharFormat found;
    found.setBackground(m_theme.color(ColorRole::WarningSoft));
    found.setForeground(m_theme.color(ColorRole::Warning));
    for (qsizetype match = text.indexOf(m_search, 0, Qt::CaseInsensitive); match >= 0;
         match = text.indexOf(m_search, match + m_search.size(), Qt::CaseInsensitive)) {
        setFormat(static_cast<int>(match), static_cast<int>(m_search.size()), found);
    }
}

} // namespace pierhead::desktop
