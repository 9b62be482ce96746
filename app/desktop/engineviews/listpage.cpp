#include "listpage.h"

#include <QHBoxLayout>
#include <QShortcut>

namespace pierhead::desktop {

namespace {

constexpr int searchWidth = 280;

} // namespace

ListPage::ListPage(EnginePageContext context,
                   bridge::NavigationTarget target,
                   ListPageTexts texts,
                   std::vector<EntryColumn> columns,
                   std::vector<RowAction> offered,
                   QWidget *parent)
    : EnginePage(context, std::move(target), parent)
    , m_texts(std::move(texts))
    , m_model(context.theme, std::move(columns), nullptr)
    , m_table(new EntryTable(context.theme, m_model, std::move(offered), this))
    , m_summary(new QLabel(this))
    , m_search(new QLineEdit(this))
    , m_nothing(new NothingHere(context.theme, m_texts.icon, this))
    , m_stack(new QStackedWidget(this))
{
    m_table->setAccessibleName(m_texts.heading);
    setFocusProxy(m_table);
    setHeader(makeHeader());
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_nothing);
    body().addWidget(m_stack, 1);
    connect(m_search, &QLineEdit::textChanged, m_table, &EntryTable::setSearch);
    connect(m_table, &EntryTable::shownChanged, this, &ListPage::refreshNothing);
    connect(m_table, &EntryTable::opened, this, [this](const QString &key) {
        if (const Entry *entry = m_model.find(key)) {
            Q_EMIT requested(targetOf(*entry));
        }
    });
    connect(
        m_table, &EntryTable::actionRequested, this, [this](const QString &key, RowAction action) {
            const Entry *entry = m_model.find(key);
            if (entry != nullptr && !m_model.isBusy(key)) {
                perform(*entry, action);
            }
        });
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    auto *clear = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    clear->setContext(Qt::WidgetWithChildrenShortcut);
    connect(clear, &QShortcut::activated, m_search, &QLineEdit::clear);
    refreshNothing();
}

void ListPage::setEntries(std::vector<Entry> entries, const QString &summary)
{
    m_isFilled = true;
    m_model.setEntries(std::move(entries));
    m_summary->setText(summary);
    if (!m_table->currentIndex().isValid()) {
        m_table->setCurrentIndex(m_table->model()->index(0, 0));
    }
    refreshNothing();
}

void ListPage::run(const QString &key, Task<Result<void>> task, const QString &failure)
{
    m_model.setBusy(key, true);
    act(std::move(task), [this, key, failure](const Result<void> &result) {
        m_model.setBusy(key, false);
        if (!result) {
            showProblem(failure, result.error());
        }
    });
}

QWidget *ListPage::makeHeader()
{
    auto *header = new QWidget(this);
    auto *heading = new QLabel(m_texts.heading, header);
    heading->setProperty("look", QStringLiteral("heading"));
    m_summary->setObjectName(QStringLiteral("listSummary"));
    m_summary->setProperty("look", QStringLiteral("muted"));
    m_search->setObjectName(QStringLiteral("listSearch"));
    m_search->setPlaceholderText(m_texts.searchHint);
    m_search->setAccessibleName(m_texts.searchHint);
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(searchWidth);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(heading);
    texts->addWidget(m_summary);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(8, 0, 0, 8);
    layout->setSpacing(16);
    layout->addLayout(texts, 1);
    layout->addWidget(m_search, 1, Qt::AlignVCenter);
    return header;
}

void ListPage::refreshNothing()
{
    const bool isEmpty = m_table->shownCount() == 0;
    if (!m_isFilled) {
        m_nothing->setText(tr("Asking the engine…"), {});
    } else if (m_model.entries().empty()) {
        m_nothing->setText(m_texts.emptyTitle, m_texts.emptyText);
    } else if (isEmpty) {
        m_nothing->setText(tr("Nothing has \"%1\" in it").arg(m_search->text()),
                           tr("Escape shows all again."));
    }
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_nothing) : m_table);
    m_search->setEnabled(!m_model.entries().empty());
}

} // namespace pierhead::desktop
