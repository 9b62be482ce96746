#include "inspectview.h"

#include "jsonhighlighter.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace pierhead::desktop {

namespace {

constexpr int widestSearch = 320;

} // namespace

InspectView::InspectView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_matches(new QLabel(this))
    , m_text(new QPlainTextEdit(this))
    , m_highlighter(new JsonHighlighter(theme, m_text->document()))
{
    setFocusProxy(m_text);
    m_search->setObjectName(QStringLiteral("inspectSearch"));
    m_search->setPlaceholderText(tr("Search (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search what the engine knows"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(widestSearch);
    m_search->installEventFilter(this);
    m_matches->setObjectName(QStringLiteral("inspectMatches"));
    m_matches->setProperty("look", QStringLiteral("muted"));
    m_text->setObjectName(QStringLiteral("inspectText"));
    m_text->setAccessibleName(tr("What the engine knows, as JSON"));
    m_text->setUndoRedoEnabled(false);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *copy = new QPushButton(tr("Copy"), this);
    copy->setObjectName(QStringLiteral("inspectCopy"));
    theme.decorate(copy, QStringLiteral("copy"), ColorRole::Text);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_text->toPlainText());
    });
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_matches);
    bar->addStretch(1);
    bar->addWidget(copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(bar);
    layout->addWidget(m_text, 1);
    connect(m_search, &QLineEdit::textChanged, this, &InspectView::search);
}

void InspectView::setText(const QString &json)
{
    if (json == m_text->toPlainText()) {
        return;
    }
    const int place = m_text->verticalScrollBar()->value();
    m_text->setPlainText(json);
    m_text->verticalScrollBar()->setValue(place);
    search(m_search->text());
}

void InspectView::startSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool InspectView::clearSearch()
{
    const bool wasSearching = !m_search->text().isEmpty();
    m_search->clear();
    return wasSearching;
}

bool InspectView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<const QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            findNext(key->modifiers().testFlag(Qt::ShiftModifier));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void InspectView::search(const QString &text)
{
    m_highlighter->setSearch(text);
    const auto count = text.isEmpty() ? 0 : m_text->toPlainText().count(text, Qt::CaseInsensitive);
    m_matches->setVisible(!text.isEmpty());
    m_matches->setText(count == 1 ? tr("1 match") : tr("%1 matches").arg(count));
    if (count > 0) {
        m_text->moveCursor(QTextCursor::Start);
        m_text->find(text);
    }
}

void InspectView::findNext(bool isBackward)
{
    const auto flags = isBackward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (!m_search->text().isEmpty() && !m_text->find(m_search->text(), flags)) {
        m_text->moveCursor(isBackward ? QTextCursor::End : QTextCursor::Start);
        m_text->find(m_search->text(), flags);
    }
}

} // namespace pierhead::desktop
