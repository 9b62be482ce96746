#include "logspage.h"

#include "displaytext.h"

#include <QShortcut>

namespace pierhead::desktop {

namespace {

constexpr int servicesWidth = 232;
constexpr int servicesHeight = 150;
constexpr int compactLogBelow = 760;
constexpr int narrowBelow = 520;

backend::BackendState stateOf(const ExtensionRow &row)
{
    return {row.backend.running, row.backend.total, row.backend.services};
}

} // namespace

LogsPage::LogsPage(const Theme &theme, EngineSession &engines, ExtensionRow row, QWidget *parent)
    : QWidget(parent)
    , m_engines(engines)
    , m_row(std::move(row))
    , m_bar(new BackendBar(theme, this))
    , m_problem(new ProblemPanel(theme, this))
    , m_toolbar(new LogToolbar(theme, this))
    , m_view(new LogView(theme, this))
    , m_nothing(new QLabel(m_view))
    , m_services(new ServiceList(theme, this))
{
    setObjectName(QStringLiteral("logs"));
    setAttribute(Qt::WA_StyledBackground);
    m_bar->hideLogs();
    m_problem->setObjectName(QStringLiteral("logsProblem"));
    QPushButton *dismiss = m_problem->addAction(tr("Close"));
    connect(dismiss, &QPushButton::clicked, m_problem, &QWidget::hide);
    m_problem->hide();
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setProperty("look", QStringLiteral("muted"));
    auto *inView = new QVBoxLayout(m_view);
    inView->addWidget(m_nothing);
    m_body = new QBoxLayout(QBoxLayout::LeftToRight);
    m_body->setSpacing(12);
    m_body->addWidget(m_view, 1);
    m_body->addWidget(m_services);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 24);
    layout->setSpacing(12);
    layout->addWidget(makeHeader(theme));
    layout->addWidget(m_bar);
    layout->addWidget(m_problem);
    layout->addWidget(m_toolbar);
    layout->addLayout(m_body, 1);
    makeShortcuts();
    connectParts();
    refresh();
    connectEngine();
}

LogsPage::~LogsPage() = default;

void LogsPage::setRow(const ExtensionRow &row)
{
    m_row = row;
    refresh();
    if (!m_log && m_row.backend.kind != BackendStatus::Kind::Unreachable) {
        connectEngine();
    }
}

void LogsPage::setAction(std::optional<BackendAction> action)
{
    m_bar->setCurrent(action);
    if (action) {
        m_problem->hide(); // it is being tried again
    }
}

void LogsPage::showProblem(const QString &title, const Error &error)
{
    m_problem->setProblem(title, error);
    m_problem->show();
}

void LogsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isCompact = width() < compactLogBelow;
    m_body->setDirection(isCompact ? QBoxLayout::BottomToTop : QBoxLayout::LeftToRight);
    m_services->setMinimumWidth(isCompact ? 0 : servicesWidth);
    m_services->setMaximumWidth(isCompact ? QWIDGETSIZE_MAX : servicesWidth);
    m_services->setMaximumHeight(isCompact ? servicesHeight : QWIDGETSIZE_MAX);
    m_toolbar->setCompact(isCompact);
    m_bar->setCompact(width() < narrowBelow);
}

QWidget *LogsPage::makeHeader(const Theme &theme)
{
    auto *header = new QWidget(this);
    auto *back = new QToolButton(header);
    back->setObjectName(QStringLiteral("logsBack"));
    back->setToolTip(tr("Back to the extensions (Esc)"));
    back->setAccessibleName(tr("Back to the extensions"));
    theme.decorate(back, QStringLiteral("back"), ColorRole::Text);
    connect(back, &QToolButton::clicked, this, &LogsPage::closeRequested);
    auto *heading = new ElidedLabel(tr("Logs of %1").arg(m_row.extension.displayTitle()), header);
    heading->setProperty("look", QStringLiteral("title"));
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(back);
    layout->addWidget(heading, 1);
    return header;
}

void LogsPage::makeShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto what) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, what);
    };
    add(QKeySequence::Find, [this] { m_toolbar->startSearch(); });
    add(QKeySequence(Qt::Key_F3), [this] { m_view->findNext(false); });
    add(QKeySequence(Qt::SHIFT | Qt::Key_F3), [this] { m_view->findNext(true); });
    add(QKeySequence(Qt::Key_Escape), [this] {
        if (!m_toolbar->clearSearch()) {
            Q_EMIT closeRequested();
        }
    });
}

void LogsPage::connectParts()
{
    connect(m_bar, &BackendBar::requested, this, &LogsPage::actionRequested);
    m_view->connectToolbar(*m_toolbar);
    connect(m_view, &LogView::linesChanged, this, [this] {
        m_nothing->setVisible(m_view->document()->isEmpty());
    });
    connect(m_services, &ServiceList::hiddenChanged, m_view, &LogView::setHiddenServices);
}

void LogsPage::connectEngine()
{
    if (m_isConnecting) {
        return;
    }
    m_isConnecting = true;
    QCoro::connect(m_engines.engineFor(m_row.extension.engine),
                   this,
                   [this](const Result<const engine::Engine *> &engine) {
                       m_isConnecting = false;
                       if (engine) {
                           follow(**engine);
                       } else {
                           showProblem(tr("The logs cannot be read"), engine.error());
                       }
                   });
}

void LogsPage::follow(const engine::Engine &engine)
{
    m_problem->hide();
    m_log = std::make_unique<backend::BackendLog>(engine.client());
    m_usage = std::make_unique<backend::BackendUsage>(engine.client());
    connect(m_log.get(), &backend::BackendLog::lines, m_view, &LogView::append);
    connect(m_log.get(),
            &backend::BackendLog::failed,
            this,
            [this](const QString &service, const Error &error) {
                showProblem(tr("The logs of %1 cannot be read").arg(singleLine(service)), error);
            });
    connect(m_usage.get(), &backend::BackendUsage::changed, m_services, &ServiceList::setUsage);
    refresh();
}

void LogsPage::refresh()
{
    const bool isUnreachable = m_row.backend.kind == BackendStatus::Kind::Unreachable;
    m_bar->setStatus(singleLine(m_row.extension.displayTitle()), m_row.backend);
    m_nothing->setText(isUnreachable
                           ? tr("The engine does not answer. The logs go on when it is back.")
                           : tr("Nothing was written yet."));
    if (isUnreachable) {
        return; // what was known of the services is shown until more is
    }
    m_services->setServices(m_row.backend.services);
    if (m_log) {
        m_log->follow(stateOf(m_row));
        m_usage->follow(stateOf(m_row));
    }
}

} // namespace pierhead::desktop
