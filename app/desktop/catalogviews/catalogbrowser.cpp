#include "catalogbrowser.h"

#include <app/desktop/displaytext.h>
#include <app/desktop/engineviews/nothinghere.h>
#include <host/catalog/catalogsearch.h>

#include <QActionGroup>
#include <QMenu>
#include <QShortcut>

namespace pierhead::desktop {

namespace {

using catalog::CatalogRequest;

constexpr int compactBarBelow = 560;

} // namespace

CatalogBrowser::CatalogBrowser(const Theme &theme,
                               CatalogShelf &shelf,
                               const ExtensionModel &model,
                               InstallFlow &install,
                               QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_shelf(shelf)
    , m_model(model)
    , m_install(install)
    , m_search(new QLineEdit(this))
    , m_categories(new QPushButton(this))
    , m_menu(new QMenu(m_categories))
    , m_reload(new QToolButton(this))
    , m_manage(new QPushButton(tr("Catalogs"), this))
    , m_bar(makeBar())
    , m_places(new CatalogPlaces(theme, shelf, this))
    , m_problem(new ProblemPanel(theme, this))
    , m_summary(new QLabel(this))
    , m_cards(new CatalogCards(theme, m_pictures, model, this))
    , m_nothing(new NothingHere(theme, QStringLiteral("search"), this))
    , m_list(makeList())
{
    setObjectName(QStringLiteral("catalogBrowser"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    connect(m_search, &QLineEdit::textChanged, this, &CatalogBrowser::search);
    connect(m_manage, &QPushButton::toggled, this, [this](bool isWanted) {
        refresh();
        if (isWanted) {
            m_places->beginAdding();
        }
    });
    connect(m_cards, &CatalogCards::openRequested, this, &CatalogBrowser::open);
    connect(m_cards, &CatalogCards::installRequested, this, &CatalogBrowser::install);
    connect(&shelf, &CatalogShelf::changed, this, &CatalogBrowser::refresh);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &CatalogBrowser::refreshOffer);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &CatalogBrowser::refreshOffer);
    connect(&model, &QAbstractItemModel::dataChanged, this, &CatalogBrowser::refreshOffer);
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    refresh();
}

QBoxLayout *CatalogBrowser::makeBar()
{
    m_search->setObjectName(QStringLiteral("catalogSearch"));
    m_search->setPlaceholderText(tr("Search extensions (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search extensions"));
    m_search->setClearButtonEnabled(true);
    m_categories->setObjectName(QStringLiteral("catalogCategories"));
    m_categories->setText(tr("All categories"));
    m_theme.decorate(m_categories, QStringLiteral("down"), ColorRole::Text);
    connect(m_categories, &QPushButton::clicked, this, [this] {
        m_menu->popup(m_categories->mapToGlobal(QPoint(0, m_categories->height())));
    });
    m_reload->setObjectName(QStringLiteral("refreshCatalogs"));
    m_reload->setToolTip(tr("Ask the catalogs' servers now"));
    m_reload->setAccessibleName(tr("Refresh the catalogs"));
    m_theme.decorate(m_reload, QStringLiteral("reload"), ColorRole::Text);
    connect(m_reload, &QToolButton::clicked, this, [this] {
        m_shelf.load(CatalogRequest::Freshness::Checked);
    });
    m_manage->setObjectName(QStringLiteral("manageCatalogs"));
    m_manage->setCheckable(true);
    m_manage->setToolTip(tr("Which catalogs there are"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_categories);
    buttons->addStretch(1);
    buttons->addWidget(m_reload);
    buttons->addWidget(m_manage);
    auto *bar = new QBoxLayout(QBoxLayout::LeftToRight);
    bar->setSpacing(8);
    bar->addWidget(m_search, 1);
    bar->addLayout(buttons);
    return bar;
}

QWidget *CatalogBrowser::makeList()
{
    m_problem->setObjectName(QStringLiteral("catalogProblem"));
    m_problem->setProperty("tone", QStringLiteral("warning"));
    QPushButton *dismiss = m_problem->addAction(tr("Close"));
    dismiss->setObjectName(QStringLiteral("dismissCatalogProblem"));
    connect(dismiss, &QPushButton::clicked, m_problem, &QWidget::hide);
    m_problem->hide();
    m_summary->setObjectName(QStringLiteral("catalogSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setProperty("look", QStringLiteral("muted"));
    auto *list = new QWidget(this);
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(m_bar);
    layout->addWidget(m_places);
    layout->addWidget(m_problem);
    layout->addWidget(m_summary);
    layout->addWidget(m_cards);
    layout->addWidget(m_nothing, 1);
    layout->addStretch(0);
    return list;
}

bool CatalogBrowser::open(const QString &id)
{
    const catalog::CatalogEntry *entry = catalog::findEntry(m_shelf.entries(), id);
    if (entry == nullptr) {
        return false;
    }
    delete m_details;
    m_details = new CatalogDetails(m_theme, m_pictures, *entry, this);
    layout()->addWidget(m_details);
    m_list->hide();
    m_details->show();
    m_details->setFocus(Qt::OtherFocusReason);
    // Queued, for they may end the details that ask.
    connect(m_details,
            &CatalogDetails::backRequested,
            this,
            &CatalogBrowser::close,
            Qt::QueuedConnection);
    connect(m_details, &CatalogDetails::linkRequested, this, &CatalogBrowser::linkRequested);
    connect(m_details, &CatalogDetails::installRequested, this, [this] {
        m_install.request(sourceOf(m_details->entry()));
    });
    refreshOffer();
    Q_EMIT revealed(this);
    return true;
}

void CatalogBrowser::close()
{
    if (m_details == nullptr) {
        return;
    }
    const QString id = m_details->entry().id;
    delete m_details;
    m_details = nullptr;
    m_list->show();
    if (CatalogCard *card = m_cards->find(id)) {
        card->setFocus(Qt::OtherFocusReason);
        Q_EMIT revealed(card);
    }
}

void CatalogBrowser::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_bar->setDirection(width() < compactBarBelow ? QBoxLayout::TopToBottom
                                                  : QBoxLayout::LeftToRight);
}

void CatalogBrowser::refresh()
{
    const bool areNone = m_shelf.isLoaded() && m_shelf.catalogs().areNone();
    m_places->setVisible(areNone || m_manage->isChecked());
    m_reload->setEnabled(!m_shelf.isLoading());
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_search, m_categories, m_reload, m_manage}) {
        widget->setVisible(!areNone);
    }
    if (!m_shelf.isLoading()) {
        refreshCategories();
        refreshProblem();
    }
    showSummary();
}

void CatalogBrowser::refreshCategories()
{
    const QStringList known = catalog::categoriesOf(m_shelf.entries());
    if (!known.contains(m_category)) {
        m_category.clear();
    }
    m_menu->clear();
    delete m_menu->findChild<QActionGroup *>();
    auto *group = new QActionGroup(m_menu);
    for (const QString &category : QStringList{QString()} + known) {
        const QString shown = category.isEmpty()
            ? tr("All categories")
            : singleLine(category).replace(QLatin1Char('&'), QStringLiteral("&&"));
        QAction *action = m_menu->addAction(shown);
        action->setCheckable(true);
        action->setChecked(category == m_category);
        action->setData(category);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, category] { choose(category); });
    }
    m_categories->setEnabled(!known.isEmpty());
    choose(m_category);
}

void CatalogBrowser::choose(const QString &category)
{
    m_category = category;
    const QString shown = category.isEmpty() ? tr("All categories") : singleLine(category);
    m_categories->setText(QString(shown).replace(QLatin1Char('&'), QStringLiteral("&&")));
    search();
}

void CatalogBrowser::refreshProblem()
{
    const std::vector<Error> problems = m_shelf.catalogs().problems();
    QStringList messages;
    QStringList details;
    for (const Error &problem : problems) {
        messages.append(problem.localMessage);
        if (!problem.localDetail.isEmpty()) {
            details.append(problem.localDetail);
        }
    }
    m_problem->setVisible(!problems.empty());
    if (!problems.empty()) {
        m_problem->setProblem(tr("Not everything in the catalogs is as it should be"),
                              {problems.front().code,
                               messages.join(QLatin1Char('\n')),
                               details.join(QLatin1Char('\n'))});
    }
}

void CatalogBrowser::search()
{
    m_cards->setEntries(catalog::searchCatalog(m_shelf.entries(), {m_search->text(), m_category}));
    showSummary();
}

void CatalogBrowser::showSummary()
{
    const bool areNone = m_shelf.isLoaded() && m_shelf.catalogs().areNone();
    const auto count = static_cast<int>(m_cards->count());
    QString text = count == 1 ? tr("1 extension") : tr("%1 extensions").arg(count);
    if (m_shelf.isLoading()) {
        text = tr("Reading the catalogs…");
    }
    m_summary->setText(text);
    m_summary->setVisible(m_shelf.isLoading() || (m_shelf.isLoaded() && !areNone));
    const bool isAsked = !m_search->text().isEmpty() || !m_category.isEmpty();
    m_nothing->setVisible(m_shelf.isLoaded() && !m_shelf.isLoading() && count == 0 && !areNone);
    m_nothing->setText(isAsked ? tr("Nothing was found") : tr("Nothing is listed"),
                       isAsked ? tr("No extension has all of these words and the category.")
                               : tr("The catalogs have no extension that can be shown."));
}

void CatalogBrowser::refreshOffer()
{
    if (m_details != nullptr) {
        m_details->setOffer(offerOf(m_details->entry(), m_model));
    }
}

void CatalogBrowser::install(const QString &id)
{
    if (const catalog::CatalogEntry *entry = catalog::findEntry(m_shelf.entries(), id)) {
        m_install.request(sourceOf(*entry));
    }
}

} // namespace pierhead::desktop
