#pragma once

#include "theme.h"

#include <QSyntaxHighlighter>

namespace pierhead::desktop {

/// Colours the lines of a LogView: the time, the service, the bar before the text, and what is
/// searched for.
class LogHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    LogHighlighter(const Theme &theme, QTextDocument *document);

    /// How wide the columns before the bar are, in characters; the next text is laid out by them.
    void setColumns(int time, int service);
    void setSearch(const QString &text);

    /// The character before the text of a line.
    static constexpr char16_t stdoutBar = 0x2502;
    static constexpr char16_t stderrBar = 0x2503;

    /// Always the same for the same service.
    [[nodiscard]] static ColorRole colorOf(const QString &service);

protected:
    void highlightBlock(const QString &text) override;

private:
    const Theme &m_theme;
    QString m_search;
    int m_time = 0;
    int m_service = 0;
};

} // namespace pierhead::desktop
