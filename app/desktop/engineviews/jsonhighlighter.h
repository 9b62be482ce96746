#pragma once

#include <app/desktop/theme.h>

#include <QSyntaxHighlighter>

namespace pierhead::desktop {

/// Colours indented JSON, and marks what is searched for.
class JsonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    JsonHighlighter(const Theme &theme, QTextDocument *document);

    void setSearch(const QString &text);

protected:
    void highlightBlock(const QString &text) override;

private:
    const Theme &m_theme;
    QString m_search;
};

} // namespace pierhead::desktop
