#include "logview.h"

#include "logtoolbar.h"

#include <QDateTime>
#include <QFontDatabase>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace pierhead::desktop {

namespace {

using backend::LogLine;

constexpr int widestService = 24;
constexpr int timeWidth = 14; ///< "12:34:56.789  "

QString timeText(qint64 nanoseconds)
{
    constexpr qint64 perMillisecond = 1'000'000;
    return QDateTime::fromMSecsSinceEpoch(nanoseconds / perMillisecond)
        .toString(QStringLiteral("HH:mm:ss.zzz"));
}

} // namespace

LogView::LogView(const Theme &theme, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new LogHighlighter(theme, document()))
{
    setObjectName(QStringLiteral("logView"));
    setAccessibleName(tr("Logs"));
    setUndoRedoEnabled(false);
    setMaximumBlockCount(longest);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_highlighter->setColumns(timeWidth, m_serviceWidth);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogView::scrolled);
}

void LogView::connectToolbar(LogToolbar &toolbar)
{
    connect(&toolbar, &LogToolbar::searchChanged, this, &LogView::setSearch);
    connect(&toolbar, &LogToolbar::nextRequested, this, &LogView::findNext);
    connect(&toolbar, &LogToolbar::followingChanged, this, &LogView::setFollowing);
    connect(&toolbar, &LogToolbar::timesShownChanged, this, &LogView::setTimesShown);
    connect(&toolbar, &LogToolbar::wrappingChanged, this, &LogView::setWrapping);
    connect(this, &LogView::followingChanged, &toolbar, &LogToolbar::setFollowing);
    connect(this, &LogView::linesChanged, &toolbar, [this, &toolbar] {
        toolbar.setMatches(matches());
    });
}

void LogView::append(const std::vector<LogLine> &lines)
{
    m_lines.insert(m_lines.end(), lines.begin(), lines.end());
    const auto count = static_cast<qsizetype>(m_lines.size());
    m_lines.erase(m_lines.begin(), m_lines.begin() + std::max<qsizetype>(0, count - longest));
    if (widen(lines)) {
        render();
        return;
    }
    QStringList texts;
    for (const LogLine &line : lines) {
        if (isShown(line)) {
            texts.append(textOf(line));
        }
    }
    add(texts);
}

void LogView::setHiddenServices(const QSet<QString> &services)
{
    m_hidden = services;
    render();
}

void LogView::setTimesShown(bool isShown)
{
    m_areTimesShown = isShown;
    render();
}

void LogView::setWrapping(bool isWrapping)
{
    const QScopedValueRollback guard(m_isAdjusting, true);
    setLineWrapMode(isWrapping ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
    scrollToEnd();
}

void LogView::setFollowing(bool isFollowing)
{
    if (m_isFollowing != isFollowing) {
        m_isFollowing = isFollowing;
        Q_EMIT followingChanged(isFollowing);
    }
    const QScopedValueRollback guard(m_isAdjusting, true);
    scrollToEnd();
}

void LogView::setSearch(const QString &text)
{
    m_search = text;
    m_highlighter->setSearch(text);
    Q_EMIT linesChanged();
}

void LogView::findNext(bool isBackward)
{
    if (m_search.isEmpty()) {
        return;
    }
    const auto flags = isBackward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (!find(m_search, flags)) {
        QTextCursor cursor = textCursor();
        cursor.movePosition(isBackward ? QTextCursor::End : QTextCursor::Start);
        setTextCursor(cursor);
        find(m_search, flags);
    }
}

int LogView::matches() const
{
    if (m_search.isEmpty()) {
        return 0;
    }
    return static_cast<int>(
        std::count_if(m_lines.begin(), m_lines.end(), [this](const LogLine &line) {
            return isShown(line) && line.text.contains(m_search, Qt::CaseInsensitive);
        }));
}

void LogView::resizeEvent(QResizeEvent *event)
{
    const QScopedValueRollback guard(m_isAdjusting, true);
    QPlainTextEdit::resizeEvent(event);
    scrollToEnd();
}

bool LogView::isShown(const LogLine &line) const
{
    return !m_hidden.contains(line.service);
}

QString LogView::textOf(const LogLine &line) const
{
    QString text;
    if (m_areTimesShown) {
        text = (line.time == 0 ? QString() : timeText(line.time)).leftJustified(timeWidth);
    }
    const bool isStderr = line.channel == engine::OutputChannel::Stderr;
    text += line.service.leftJustified(m_serviceWidth, QLatin1Char(' '), true);
    text += QLatin1Char(' ');
    text += QChar(isStderr ? LogHighlighter::stderrBar : LogHighlighter::stdoutBar);
    return text + QLatin1Char(' ') + line.text;
}

bool LogView::widen(const std::vector<LogLine> &lines)
{
    const int before = m_serviceWidth;
    for (const LogLine &line : lines) {
        const int width = std::min(static_cast<int>(line.service.size()), widestService);
        m_serviceWidth = std::max(m_serviceWidth, width);
    }
    return m_serviceWidth != before;
}

void LogView::render()
{
    QStringList texts;
    for (const LogLine &line : m_lines) {
        if (isShown(line)) {
            texts.append(textOf(line));
        }
    }
    const QScopedValueRollback guard(m_isAdjusting, true);
    m_highlighter->setColumns(m_areTimesShown ? timeWidth : 0, m_serviceWidth);
    clear();
    add(texts);
}

void LogView::add(const QStringList &lines)
{
    const QScopedValueRollback guard(m_isAdjusting, true);
    if (!lines.isEmpty()) {
        // One change of the document for all of them; it is text whatever it looks like.
        appendPlainText(lines.join(QLatin1Char('\n')));
    }
    scrollToEnd();
    Q_EMIT linesChanged();
}

void LogView::scrollToEnd()
{
    if (m_isFollowing) {
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    }
}

void LogView::scrolled()
{
    if (!m_isAdjusting) {
        const QScrollBar *bar = verticalScrollBar();
        setFollowing(bar->value() >= bar->maximum());
    }
}

} // namespace pierhead::desktop
