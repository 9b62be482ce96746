#include "extensionspage.h"

#include <QPointer>
#include <QScrollArea>

#include <algorithm>

namespace pierhead::desktop {

namespace {

constexpr int wideMargin = 32;
constexpr int compactMargin = 16;
constexpr int compactCardsBelow = 640;
constexpr int widestContent = 1040;
constexpr int browseView = 1;

} // namespace

ExtensionsPage::ExtensionsPage(const Theme &theme,
                               const ExtensionModel &model,
                               InstallFlow &install,
                               CatalogShelf &catalogs,
                               const UpdateWatch &updates,
                               QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(model)
    , m_flow(install)
    , m_catalogs(catalogs)
    , m_updates(updates)
    , m_disabled(new DisabledNotice(theme, this))
    , m_engineProblem(new ProblemPanel(theme, this))
    , m_problem(new ProblemPanel(theme, this))
    , m_import(new ImportBanner(theme, this))
    , m_empty(new EmptyState(theme, this))
    , m_cardLayout(new QVBoxLayout)
    , m_views(new QTabBar(this))
    , m_installed(makeInstalled())
    , m_browser(new CatalogBrowser(theme, catalogs, model, install, this))
{
    setObjectName(QStringLiteral("extensionsPage"));
    m_engineProblem->setObjectName(QStringLiteral("engineProblem"));
    m_engineProblem->setProperty("tone", QStringLiteral("warning"));
    QPushButton *retry = m_engineProblem->addAction(tr("Retry"));
    retry->setObjectName(QStringLiteral("retryEngine"));
    theme.decorate(retry, QStringLiteral("reload"), ColorRole::Text);
    connect(retry, &QPushButton::clicked, this, &ExtensionsPage::searchEngineRequested);
    m_engineProblem->hide();
    m_problem->setObjectName(QStringLiteral("problem"));
    QPushButton *dismiss = m_problem->addAction(tr("Close"));
    dismiss->setObjectName(QStringLiteral("dismissProblem"));
    connect(dismiss, &QPushButton::clicked, m_problem, &QWidget::hide);
    m_problem->hide();
    connect(m_disabled, &DisabledNotice::enableRequested, this, &ExtensionsPage::enableRequested);
    connect(m_empty,
            &EmptyState::installFromFileRequested,
            this,
            &ExtensionsPage::installFromFileRequested);
    connect(m_empty,
            &EmptyState::installFromFolderRequested,
            this,
            &ExtensionsPage::installFromFolderRequested);

    auto *content = new QWidget(this);
    content->setObjectName(QStringLiteral("page"));
    content->setMaximumWidth(widestContent);
    m_layout = new QVBoxLayout(content);
    m_layout->setSpacing(16);
    m_layout->addWidget(makeHeader());
    m_layout->addWidget(m_views);
    m_layout->addWidget(m_disabled);
    m_layout->addWidget(m_engineProblem);
    m_layout->addWidget(m_problem);
    m_layout->addWidget(m_import);
    m_layout->addWidget(makeInstallPanel(content));
    m_layout->addWidget(m_installed, 1);
    m_layout->addWidget(m_browser, 1);

    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    connect(&model, &QAbstractItemModel::rowsInserted, this, &ExtensionsPage::rebuild);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &ExtensionsPage::rebuild);
    connect(&model, &QAbstractItemModel::dataChanged, this, &ExtensionsPage::rebuild);
    connect(&theme, &Theme::changed, this, &ExtensionsPage::rebuild);
    connect(&install, &InstallFlow::stateChanged, this, &ExtensionsPage::refreshEmptyState);
    connect(
        &install, &InstallFlow::stateChanged, scroll, [scroll] { scroll->ensureVisible(0, 0); });
    connect(m_views, &QTabBar::currentChanged, this, &ExtensionsPage::showView);
    connect(m_browser, &CatalogBrowser::linkRequested, this, &ExtensionsPage::linkRequested);
    const auto reveal = [scroll](QWidget *widget) {
        // Its place is known once it has been laid out.
        QMetaObject::invokeMethod(
            scroll,
            [scroll, shown = QPointer(widget)] {
                if (shown) {
                    const QPoint corner = shown->mapTo(scroll->widget(), QPoint());
                    scroll->ensureVisible(corner.x(), corner.y());
                }
            },
            Qt::QueuedConnection);
    };
    connect(m_browser, &CatalogBrowser::revealed, scroll, reveal);
    connect(&catalogs, &CatalogShelf::changed, this, &ExtensionsPage::refreshUpdates);
    connect(&updates, &UpdateWatch::changed, this, &ExtensionsPage::refreshUpdates);
    showView();
    rebuild();
}

void ExtensionsPage::browse(const QString &id)
{
    m_views->setCurrentIndex(browseView);
    if (!id.isEmpty()) {
        m_browser->open(id);
    }
}

void ExtensionsPage::setEngine(const EngineStatus &status)
{
    m_engineKey = status.address;
    const bool isFailed = status.kind == EngineStatus::Kind::Failed;
    if (isFailed) {
        m_engineProblem->setProblem(tr("No container engine answers"), status.error);
    }
    m_engineProblem->setVisible(isFailed);
    rebuild();
}

void ExtensionsPage::setBusy(const QString &key, bool busy)
{
    for (ExtensionCard *card : m_cards) {
        if (card->key() == key) {
            card->setBusy(busy);
        }
    }
}

void ExtensionsPage::setAction(const QString &key, std::optional<BackendAction> action)
{
    for (ExtensionCard *card : m_cards) {
        if (card->key() == key) {
            card->setAction(action);
        }
    }
}

void ExtensionsPage::showProblem(const QString &title, const Error &error)
{
    m_problem->setProblem(title, error);
    m_problem->show();
}

void ExtensionsPage::setSwitch(const policy::ExtensionSwitch &state)
{
    m_isOn = state.isOn;
    m_disabled->setSwitch(state);
    m_import->setUsable(m_isOn);
    m_install->setEnabled(m_isOn);
    rebuild();
}

void ExtensionsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitWidth();
}

QWidget *ExtensionsPage::makeHeader()
{
    auto *header = new QWidget(this);
    auto *heading = new QLabel(tr("Extensions"), header);
    heading->setProperty("look", QStringLiteral("heading"));
    m_count = new QLabel(header);
    m_count->setProperty("look", QStringLiteral("muted"));
    m_install = new QPushButton(tr("Install from file…"), header);
    m_install->setObjectName(QStringLiteral("installFromFile"));
    m_install->setProperty("look", QStringLiteral("primary"));
    m_theme.decorate(m_install, QStringLiteral("install"), ColorRole::AccentText);
    m_install->setToolTip(tr("An image archive made by docker save (Ctrl+O)"));
    connect(m_install, &QPushButton::clicked, this, &ExtensionsPage::installFromFileRequested);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(heading);
    texts->addWidget(m_count);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->addLayout(texts, 1);
    layout->addWidget(m_install, 0, Qt::AlignVCenter);
    return header;
}

InstallPanel *ExtensionsPage::makeInstallPanel(QWidget *content)
{
    auto *panel = new InstallPanel(m_theme, m_flow, content);
    connect(panel, &InstallPanel::loginRequested, this, &ExtensionsPage::loginRequested);
    return panel;
}

QWidget *ExtensionsPage::makeInstalled()
{
    m_views->setObjectName(QStringLiteral("extensionViews"));
    m_views->setAccessibleName(tr("Views of the extensions"));
    m_views->setDrawBase(false);
    m_views->setExpanding(false);
    m_views->addTab(tr("Installed"));
    m_views->addTab(tr("Browse"));
    m_cardLayout->setSpacing(12);
    auto *installed = new QWidget(this);
    auto *layout = new QVBoxLayout(installed);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(m_cardLayout);
    layout->addWidget(m_empty, 1);
    layout->addStretch(0);
    return installed;
}

ExtensionCard *ExtensionsPage::makeCard(const QString &key)
{
    auto *card = new ExtensionCard(m_theme, key, this);
    connect(card, &ExtensionCard::openRequested, this, [this, key] { Q_EMIT openRequested(key); });
    connect(
        card, &ExtensionCard::removeRequested, this, [this, key] { Q_EMIT removeRequested(key); });
    connect(card, &ExtensionCard::enableRequested, this, [this, key] {
        Q_EMIT enableOneRequested(key);
    });
    connect(card, &ExtensionCard::rollBackRequested, this, [this, key] {
        Q_EMIT rollBackRequested(key);
    });
    connect(card, &ExtensionCard::updateRequested, this, [this, key] {
        if (const auto update = updateOf(key)) {
            m_flow.request(update->source);
        }
    });
    connect(card, &ExtensionCard::logsRequested, this, [this, key] { Q_EMIT logsRequested(key); });
    connect(card, &ExtensionCard::actionRequested, this, [this, key](BackendAction action) {
        Q_EMIT actionRequested(key, action);
    });
    return card;
}

void ExtensionsPage::rebuild()
{
    // Cards that stay are kept, for the focus and for what is being removed.
    std::vector<ExtensionCard *> former = std::move(m_cards);
    m_cards.clear();
    for (const ExtensionRow &row : m_model.rows()) {
        const QString key = row.key();
        const auto known = std::find_if(former.begin(), former.end(), [&key](ExtensionCard *card) {
            return card->key() == key;
        });
        ExtensionCard *card = nullptr;
        if (known == former.end()) {
            card = makeCard(key);
        } else {
            card = *known;
            former.erase(known);
            m_cardLayout->removeWidget(card);
        }
        card->setRow(row, m_engineKey);
        card->setUsable(m_isOn);
        m_cardLayout->addWidget(card);
        m_cards.push_back(card);
    }
    for (ExtensionCard *gone : former) {
        gone->hide();
        gone->deleteLater();
    }
    const int count = static_cast<int>(m_cards.size());
    m_count->setText(count == 1 ? tr("1 installed") : tr("%1 installed").arg(count));
    refreshEmptyState();
    refreshUpdates();
    fitWidth();
}

void ExtensionsPage::fitWidth()
{
    const bool isCompact = width() < compactCardsBelow;
    const int margin = isCompact ? compactMargin : wideMargin;
    m_layout->setContentsMargins(margin, margin, margin, margin);
    for (ExtensionCard *card : m_cards) {
        card->setCompact(isCompact);
    }
}

void ExtensionsPage::showView()
{
    const bool isBrowsing = m_views->currentIndex() == browseView;
    m_installed->setVisible(!isBrowsing);
    m_browser->setVisible(isBrowsing);
    if (isBrowsing) {
        m_catalogs.load(catalog::CatalogRequest::Freshness::Cached);
    }
}

std::optional<OfferedUpdate> ExtensionsPage::updateOf(const QString &key) const
{
    const ExtensionRow *row = m_model.find(key);
    return row == nullptr ? std::nullopt
                          : offeredUpdate(row->extension, m_catalogs.entries(), m_updates.known());
}

void ExtensionsPage::refreshUpdates()
{
    int count = 0;
    for (ExtensionCard *card : m_cards) {
        const auto update = updateOf(card->key());
        card->setUpdate(update ? update->tag : QString());
        count += update ? 1 : 0;
    }
    m_views->setTabText(0, count == 0 ? tr("Installed") : tr("Installed, %1 to update").arg(count));
}

void ExtensionsPage::refreshEmptyState()
{
    m_empty->setVisible(m_cards.empty() && m_isOn && m_flow.state() == InstallFlow::State::Idle);
}

} // namespace pierhead::desktop
