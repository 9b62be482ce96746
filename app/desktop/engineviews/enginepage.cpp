#include "enginepage.h"

#include <app/desktop/displaytext.h>

#include <QPushButton>

#include <chrono>

namespace pierhead::desktop {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds eventDelay = 100ms;
/// Engines tell of a container's end a moment before they know of it themselves.
constexpr std::chrono::milliseconds settleDelay = 400ms;
constexpr std::chrono::milliseconds retryInterval = 10s;

/// Commands in containers and copies have events too, and change nothing that is shown.
bool changesSomething(const QString &action)
{
    return !action.startsWith(QLatin1String("exec_")) && !action.startsWith(QLatin1String("exec"))
        && action != QLatin1String("top") && action != QLatin1String("resize")
        && action != QLatin1String("attach") && action != QLatin1String("archive-path")
        && action != QLatin1String("extract-to-dir") && action != QLatin1String("copy");
}

} // namespace

EnginePage::EnginePage(EnginePageContext context, bridge::NavigationTarget target, QWidget *parent)
    : QWidget(parent)
    , m_target(std::move(target))
    , m_context(context)
    , m_layout(new QVBoxLayout(this))
    , m_notice(new QLabel(tr("The engine does not answer; waiting for it…"), this))
    , m_unreachable(new ProblemPanel(context.theme, this))
    , m_problem(new ProblemPanel(context.theme, this))
{
    setObjectName(QStringLiteral("enginePage"));
    setAttribute(Qt::WA_StyledBackground);
    m_notice->setObjectName(QStringLiteral("engineNotice"));
    m_notice->setProperty("look", QStringLiteral("notice"));
    m_notice->hide();
    m_unreachable->setObjectName(QStringLiteral("engineUnreachable"));
    QPushButton *retry = m_unreachable->addAction(tr("Retry"));
    retry->setObjectName(QStringLiteral("retryConnection"));
    context.theme.decorate(retry, QStringLiteral("reload"), ColorRole::Text);
    connect(retry, &QPushButton::clicked, this, &EnginePage::connectEngine);
    m_unreachable->hide();
    m_problem->setObjectName(QStringLiteral("pageProblem"));
    QPushButton *dismiss = m_problem->addAction(tr("Close"));
    dismiss->setObjectName(QStringLiteral("dismissPageProblem"));
    connect(dismiss, &QPushButton::clicked, m_problem, &QWidget::hide);
    m_problem->hide();
    m_layout->setContentsMargins(24, 20, 24, 24);
    m_layout->setSpacing(12);
    m_layout->addWidget(m_notice);
    m_layout->addWidget(m_unreachable);
    m_layout->addWidget(m_problem);
    for (QTimer *timer : {&m_soon, &m_settle, &m_retry}) {
        timer->setSingleShot(true);
    }
    m_soon.setInterval(eventDelay);
    m_settle.setInterval(settleDelay);
    m_retry.setInterval(retryInterval);
    connect(&m_soon, &QTimer::timeout, this, &EnginePage::askAgain);
    connect(&m_settle, &QTimer::timeout, this, &EnginePage::askAgain);
    connect(&m_retry, &QTimer::timeout, this, &EnginePage::connectEngine);
}

EnginePage::~EnginePage()
{
    m_stop.request_stop();
}

bool EnginePage::turnTo(const bridge::NavigationTarget &target)
{
    return target == m_target;
}

void EnginePage::showProblem(const QString &title, const Error &error)
{
    m_problem->setProblem(title, error);
    m_problem->show();
}

void EnginePage::setHeader(QWidget *header)
{
    m_layout->insertWidget(0, header);
}

void EnginePage::begin()
{
    connectEngine();
}

void EnginePage::refused(const Error &error)
{
    showProblem(tr("This page could not be filled"), error);
}

void EnginePage::act(Task<Result<void>> task, std::function<void(const Result<void> &)> done)
{
    QCoro::connect(std::move(task), this, [this, done](const Result<void> &result) {
        done(result);
        askAgain();
    });
}

bridge::NavigationTarget
EnginePage::to(bridge::NavigationTarget::View view, const QString &id, const QString &tag) const
{
    return {.view = view, .engine = m_target.engine, .id = id, .tag = tag};
}

void EnginePage::connectEngine()
{
    if (m_client || m_isConnecting) {
        return;
    }
    m_isConnecting = true;
    m_retry.stop();
    QCoro::connect(m_context.engines.engineFor(m_target.engine),
                   this,
                   [this](const Result<const engine::Engine *> &engine) {
                       m_isConnecting = false;
                       m_unreachable->setVisible(!engine);
                       if (engine) {
                           follow((*engine)->client());
                       } else {
                           m_unreachable->setProblem(
                               tr("The engine %1 does not answer").arg(singleLine(m_target.engine)),
                               engine.error());
                           m_retry.start();
                       }
                   });
}

void EnginePage::follow(const engine::EngineClient &client)
{
    m_client = client;
    const QStringList types{
        QStringLiteral("container"), QStringLiteral("image"), QStringLiteral("volume")};
    m_events = std::make_unique<engine::EventStream>(
        client.address(), QMap<QString, QStringList>{{QStringLiteral("type"), types}});
    connect(m_events.get(), &engine::EventStream::connected, this, [this] {
        setAway(false);
        m_soon.start();
    });
    connect(m_events.get(), &engine::EventStream::disconnected, this, [this] { setAway(true); });
    connect(m_events.get(), &engine::EventStream::event, this, &EnginePage::take);
    m_events->start();
    askAgain();
}

void EnginePage::take(const engine::EngineEvent &event)
{
    if (!changesSomething(event.action)) {
        return;
    }
    if (!m_soon.isActive()) {
        m_soon.start();
    }
    if (event.action.startsWith(QLatin1String("die"))) {
        m_settle.start();
    }
}

void EnginePage::askAgain()
{
    if (!m_client) {
        return;
    }
    if (m_isAsking) {
        m_isOutdated = true;
        return;
    }
    m_isAsking = true;
    refresh(*m_client);
}

void EnginePage::answered(const Error &error)
{
    if (error.code == ErrorCode::EngineUnreachable) {
        setAway(true);
    } else if (error.code != ErrorCode::Cancelled) {
        refused(error);
    }
}

void EnginePage::endAsking()
{
    m_isAsking = false;
    if (std::exchange(m_isOutdated, false)) {
        m_soon.start();
    }
}

void EnginePage::setAway(bool isAway)
{
    m_notice->setVisible(isAway);
}

} // namespace pierhead::desktop
