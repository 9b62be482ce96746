#pragma once

#include "loghighlighter.h"

#include <host/backend/logline.h>

#include <QPlainTextEdit>
#include <QSet>

#include <deque>

namespace pierhead::desktop {

class LogToolbar;

/// The lines that the services of a backend wrote, the last of them, as text that can be read,
/// searched and copied. It follows: what is new is in sight, until its user scrolls up.
class LogView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    static constexpr int longest = 10'000; ///< lines; of more, the oldest go

    LogView(const Theme &theme, QWidget *parent);

    /// Does what the toolbar is told, and tells it how that went.
    void connectToolbar(LogToolbar &toolbar);

    void append(const std::vector<backend::LogLine> &lines);
    /// The lines of these services are kept and not shown.
    void setHiddenServices(const QSet<QString> &services);
    void setTimesShown(bool isShown);
    void setWrapping(bool isWrapping);
    void setFollowing(bool isFollowing);

    /// What is marked, and what findNext() goes to; letters of either case are the same.
    void setSearch(const QString &text);
    /// Selects the next line's match, or the one before; begins anew at the end.
    void findNext(bool isBackward);
    /// How many of the shown lines have it.
    [[nodiscard]] int matches() const;

    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }

Q_SIGNALS:
    void followingChanged(bool isFollowing);
    /// matches() may be another.
    void linesChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] bool isShown(const backend::LogLine &line) const;
    [[nodiscard]] QString textOf(const backend::LogLine &line) const;
    /// Whether the column of the services had to grow.
    [[nodiscard]] bool widen(const std::vector<backend::LogLine> &lines);
    void render();
    void add(const QStringList &lines);
    void scrollToEnd();
    void scrolled();

    LogHighlighter *m_highlighter;
    std::deque<backend::LogLine> m_lines;
    QSet<QString> m_hidden;
    QString m_search;
    int m_serviceWidth = 0;
    bool m_areTimesShown = true;
    bool m_isFollowing = true;
    bool m_isAdjusting = false; ///< it scrolls by itself
};

} // namespace pierhead::desktop
