#include "extensiontab.h"

#include "displaytext.h"
#include "extensionicon.h"

#include <host/policy/policy.h>

namespace pierhead::desktop {

namespace {

constexpr int tabIconExtent = 64;
constexpr int widestProblem = 720;

QWidget *makeLoading(const ExtensionRow &row, const Theme &theme, QWidget *parent)
{
    auto *page = new QWidget(parent);
    page->setObjectName(QStringLiteral("tabLoading"));
    auto *icon = new QLabel(page);
    icon->setAlignment(Qt::AlignCenter);
    icon->setPixmap(extensionPixmap(row.extension.iconPath(),
                                    row.extension.displayTitle(),
                                    tabIconExtent,
                                    page->devicePixelRatioF(),
                                    theme.scheme()));
    auto *text = new QLabel(
        ExtensionTab::tr("Opening %1…").arg(singleLine(row.extension.displayTitle())), page);
    text->setTextFormat(Qt::PlainText);
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    text->setProperty("look", QStringLiteral("muted"));
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(16);
    layout->addStretch(2);
    layout->addWidget(icon);
    layout->addWidget(text);
    layout->addStretch(3);
    return page;
}

QString noticeText(const BackendStatus &status)
{
    switch (status.kind) {
    case BackendStatus::Kind::Missing:
    case BackendStatus::Kind::Stopped:
        return ExtensionTab::tr("The backend of this extension is not running. What the page asks "
                                "of it will fail.");
    case BackendStatus::Kind::Unhealthy:
    case BackendStatus::Kind::Restarting:
    case BackendStatus::Kind::Failed:
        return status.reason;
    case BackendStatus::Kind::Partial:
        return ExtensionTab::tr("Only a part of this extension's backend is running.");
    case BackendStatus::Kind::Unreachable:
        return ExtensionTab::tr("The engine does not answer; waiting for it…");
    default:
        return {};
    }
}

} // namespace

ExtensionTab::ExtensionTab(TabContext context, ExtensionRow row, QString query, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_row(std::move(row))
    , m_query(std::move(query))
    , m_notice(new QLabel(this))
    , m_loading(makeLoading(m_row, context.theme, this))
    , m_failed(new QWidget(this))
    , m_problem(new ProblemPanel(context.theme, m_failed))
    , m_again(m_problem->addAction({}))
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("extensionTab"));
    setAccessibleName(singleLine(m_row.extension.displayTitle()));
    m_notice->setObjectName(QStringLiteral("notice"));
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    m_notice->hide();
    m_problem->setObjectName(QStringLiteral("tabProblem"));
    m_problem->setMaximumWidth(widestProblem);
    m_again->setObjectName(QStringLiteral("reloadTab"));
    context.theme.decorate(m_again, QStringLiteral("reload"), ColorRole::Text);
    connect(m_again, &QPushButton::clicked, this, &ExtensionTab::reload);
    auto *failedLayout = new QVBoxLayout(m_failed);
    failedLayout->setContentsMargins(32, 32, 32, 32);
    failedLayout->addWidget(m_problem);
    failedLayout->addStretch(1);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_notice);
    m_layout->addWidget(m_loading, 1);
    m_layout->addWidget(m_failed, 1);
    setBackend(m_row.backend);
    reload();
}

void ExtensionTab::reload()
{
    delete m_view.data();
    m_isPageAtFault = false;
    m_dev = m_context.settings.values().dev.value(m_row.key());
    m_again->setText(m_dev.uiSource.isEmpty() ? tr("Reload") : tr("Retry"));
    setState(State::Loading);
    connectEngine();
}

void ExtensionTab::setRow(const ExtensionRow &row)
{
    const bool isOther = row.extension.version != m_row.extension.version;
    m_row.extension = row.extension;
    setBackend(row.backend);
    if (isOther) {
        reload();
    }
}

void ExtensionTab::setBackend(const BackendStatus &status)
{
    const QString text = noticeText(status);
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
    const bool isBack = m_row.backend.kind == BackendStatus::Kind::Unreachable
        && status.kind != BackendStatus::Kind::Unreachable;
    m_row.backend = status;
    if (isBack && m_state == State::Failed && m_error.code == ErrorCode::EngineUnreachable) {
        // Nothing of the page is there that could be lost.
        reload();
    }
}

void ExtensionTab::connectEngine()
{
    QCoro::connect(
        m_context.engines.engineFor(m_row.extension.engine),
        this,
        [this](const Result<const engine::Engine *> &engine) {
            if (m_state != State::Loading || m_view) {
                return;
            }
            if (engine) {
                makeView(**engine);
            } else {
                fail(withContext(
                    tr("This extension is installed on the engine %1").arg(m_row.extension.engine),
                    engine.error()));
            }
        });
}

void ExtensionTab::makeView(const engine::Engine &engine)
{
    const auto factory = m_context.plugin.load(m_context.theme.scheme());
    if (!factory) {
        fail(factory.error());
        return;
    }
    Result<bridge::PageContext> context = pageContext(engine);
    if (!context) {
        fail(context.error());
        return;
    }
    m_view = (*factory)->createView(std::move(*context), this);
    m_view->hide();
    m_layout->addWidget(m_view, 1);
    m_view->setZoom(m_context.zoom.factor());
    connect(&m_context.zoom, &PageZoom::changed, m_view, &webview::ExtensionView::setZoom);
    connect(m_view, &webview::ExtensionView::loaded, this, &ExtensionTab::setLoaded);
    connect(m_view, &webview::ExtensionView::failed, this, [this](const QString &reason) {
        m_isPageAtFault = true;
        fail({ErrorCode::Io,
              reason,
              m_view ? m_view->consoleLines().join(QLatin1Char('\n')) : QString()});
    });
}

Result<bridge::PageContext> ExtensionTab::pageContext(const engine::Engine &engine) const
{
    bridge::PageContext context{m_row.extension, engine.client(), &m_context.desktop, m_query};
    const auto rules = policy::Policy::ofThisMachine();
    PIERHEAD_TRY(permissions, rules.limited(m_row.extension.permissions));
    context.extension.permissions = permissions;
    if (m_dev.uiSource.isLocalFile()) {
        context.uiFolder = m_dev.uiSource.toLocalFile();
    } else {
        context.uiSource = m_dev.uiSource;
    }
    return context;
}

void ExtensionTab::setLoaded()
{
    const bool isFirst = m_state == State::Loading;
    setState(State::Loaded);
    m_view->setFocus(Qt::OtherFocusReason);
    if (isFirst && m_dev.hasDevTools) {
        m_view->showDevTools();
    }
}

void ExtensionTab::fail(const Error &error)
{
    m_error = error;
    m_problem->setProblem(
        tr("%1 could not be opened").arg(singleLine(m_row.extension.displayTitle())), error);
    if (m_view) {
        // Not deleted here: this may be the view's own signal.
        m_view->hide();
        m_view->deleteLater();
        m_view.clear();
    }
    setState(State::Failed);
}

void ExtensionTab::setState(State state)
{
    m_state = state;
    m_loading->setVisible(state == State::Loading);
    m_failed->setVisible(state == State::Failed);
    if (m_view) {
        m_view->setVisible(state == State::Loaded);
    }
    Q_EMIT stateChanged();
}

} // namespace pierhead::desktop
