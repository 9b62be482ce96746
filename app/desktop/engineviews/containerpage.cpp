#include "containerpage.h"

#include "containeraction.h"
#include "entrytext.h"

#include <app/desktop/displaytext.h>

#include <QShortcut>

namespace pierhead::desktop {

using View = bridge::NavigationTarget::View;

namespace {

int partOf(View view)
{
    switch (view) {
    case View::ContainerInspect:
        return 1;
    case View::ContainerTerminal:
        return 2;
    case View::ContainerStats:
        return 3;
    default:
        return 0;
    }
}

bool isOfContainer(View view)
{
    return view == View::Container || partOf(view) > 0 || view == View::ContainerLogs;
}

} // namespace

ContainerPage::ContainerPage(EnginePageContext context,
                             bridge::NavigationTarget target,
                             QWidget *parent)
    : EnginePage(context, std::move(target), parent)
    , m_header(new DetailHeader(context.theme, tr("Back to the containers"), this))
    , m_toggle(m_header->addButton(
          tr("Start"), QStringLiteral("start"), ColorRole::Text, QStringLiteral("containerToggle")))
    , m_restart(m_header->addButton(tr("Restart"),
                                    QStringLiteral("reload"),
                                    ColorRole::Text,
                                    QStringLiteral("containerRestart")))
    , m_remove(m_header->addButton(tr("Remove…"),
                                   QStringLiteral("remove"),
                                   ColorRole::Danger,
                                   QStringLiteral("containerRemove")))
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
    , m_name(shortId(m_target.id))
{
    setAccessibleName(tr("Container"));
    m_header->setName(m_name);
    setHeader(m_header);
    makeTabs();
    body().addWidget(m_tabs);
    body().addWidget(m_stack, 1);
    makeShortcuts();
    connect(m_header, &DetailHeader::backRequested, this, &ContainerPage::goBack);
    connect(m_toggle, &QPushButton::clicked, this, [this] {
        run(m_isRunning ? RowAction::Stop : RowAction::Start);
    });
    connect(m_restart, &QPushButton::clicked, this, [this] { run(RowAction::Restart); });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        askToRemove(removeContainerQuestion(m_name, m_isRunning), theme(), this, [this] {
            run(RowAction::Remove);
        });
    });
    connect(&context.theme, &Theme::changed, this, &ContainerPage::refreshButtons);
    refreshButtons();
    begin();
}

bool ContainerPage::turnTo(const bridge::NavigationTarget &target)
{
    if (target.engine != m_target.engine || target.id != m_target.id
        || !isOfContainer(target.view)) {
        return false;
    }
    m_target.view = target.view;
    m_tabs->setCurrentIndex(partOf(target.view));
    return true;
}

void ContainerPage::refresh(const engine::EngineClient &client)
{
    ask(client.containerJson(m_target.id, stopToken()), [this](const nlohmann::json &known) {
        const auto details = json::decode<engine::ContainerDetails>(known);
        if (!details) {
            refused(details.error());
            return;
        }
        const auto config = known.find("Config");
        const QString image =
            config != known.end() ? json::fieldOr<QString>(*config, "Image", {}) : QString();
        take(*details, image, QString::fromUtf8(json::serializePretty(known)));
    });
}

void ContainerPage::refused(const Error &error)
{
    if (error.code != ErrorCode::NotFound) {
        EnginePage::refused(error);
        return;
    }
    m_isGone = true;
    m_isRunning = false;
    m_header->setState(tr("Removed"), QStringLiteral("neutral"));
    m_stack->setEnabled(false);
    refreshButtons();
    if (!m_isBusy) {
        showProblem(tr("%1 is not there any more").arg(m_name), error);
    }
}

void ContainerPage::makeTabs()
{
    m_tabs->setObjectName(QStringLiteral("containerTabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (const QString &text : {tr("Logs"), tr("Inspect"), tr("Terminal"), tr("Stats")}) {
        m_tabs->addTab(text);
        m_stack->addWidget(new QWidget(m_stack)); // until it is shown
    }
    m_tabs->setCurrentIndex(partOf(m_target.view));
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        refreshParts();
        if (!m_tabs->hasFocus()) {
            m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
        }
    });
}

void ContainerPage::makeShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto what) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, what);
    };
    add(QKeySequence::Find, [this] {
        if (m_tabs->currentIndex() == Logs && m_logs != nullptr) {
            m_logs->toolbar().startSearch();
        } else if (m_tabs->currentIndex() == Inspect && m_inspect != nullptr) {
            m_inspect->startSearch();
        }
    });
    add(QKeySequence(Qt::Key_F3), [this] {
        if (m_logs != nullptr) {
            m_logs->view().findNext(false);
        }
    });
    add(QKeySequence(Qt::Key_Escape), [this] {
        const bool wasSearching =
            (m_tabs->currentIndex() == Logs && m_logs != nullptr && m_logs->toolbar().clearSearch())
            || (m_tabs->currentIndex() == Inspect && m_inspect != nullptr
                && m_inspect->clearSearch());
        if (!wasSearching) {
            goBack();
        }
    });
}

void ContainerPage::take(const engine::ContainerDetails &details,
                         const QString &image,
                         const QString &json)
{
    backend::ServiceState service = backend::serviceState(details, QDateTime::currentDateTimeUtc());
    service.name.clear(); // it is the only one
    m_state = backend::backendState({service});
    m_isRunning = details.state == QLatin1String("running")
        || details.state == QLatin1String("restarting") || details.state == QLatin1String("paused");
    m_json = json;
    const QString name =
        details.name.startsWith(QLatin1Char('/')) ? details.name.mid(1) : details.name;
    m_name = name.isEmpty() ? shortId(details.id) : singleLine(name);
    m_header->setName(m_name);
    m_header->setNote(QStringLiteral("%1  ·  %2").arg(singleLine(image), shortId(details.id)));
    m_header->setState(containerStateText(details), containerStateTone(details.state));
    m_isGone = false;
    m_stack->setEnabled(true);
    refreshButtons();
    refreshParts();
    Q_EMIT titleChanged();
}

void ContainerPage::refreshParts()
{
    const auto part = static_cast<Part>(m_tabs->currentIndex());
    m_stack->setCurrentIndex(part);
    if (!client() || m_json.isEmpty()) {
        return; // nothing is known yet
    }
    makePart(part);
    if (m_logs != nullptr) {
        m_logs->follow(m_state);
    }
    if (m_inspect != nullptr) {
        m_inspect->setText(m_json);
    }
    if (m_terminal != nullptr) {
        m_terminal->setRunning(m_isRunning);
    }
    if (m_stats != nullptr) {
        m_stats->follow(m_state);
    }
}

void ContainerPage::makePart(Part part)
{
    if (part == Logs && m_logs == nullptr) {
        m_logs = new ContainerLogs(theme(), *client(), m_stack);
        connect(m_logs, &ContainerLogs::failed, this, [this](const Error &reason) {
            showProblem(tr("The logs cannot be read"), reason);
        });
        replace(part, m_logs);
    } else if (part == Inspect && m_inspect == nullptr) {
        m_inspect = new InspectView(theme(), m_stack);
        replace(part, m_inspect);
    } else if (part == Terminal && m_terminal == nullptr) {
        m_terminal = new ContainerTerminal(theme(), *client(), m_target.id, m_stack);
        replace(part, m_terminal);
    } else if (part == Stats && m_stats == nullptr) {
        m_stats = new ContainerStats(theme(), *client(), m_stack);
        replace(part, m_stats);
    }
}

void ContainerPage::replace(Part part, QWidget *widget)
{
    QWidget *former = m_stack->widget(part);
    const bool hadFocus = !m_tabs->hasFocus();
    m_stack->removeWidget(former);
    former->deleteLater();
    m_stack->insertWidget(part, widget);
    m_stack->setCurrentIndex(part);
    if (hadFocus) {
        widget->setFocus(Qt::OtherFocusReason);
    }
}

void ContainerPage::run(RowAction action)
{
    m_isBusy = true;
    refreshButtons();
    act(perform(*client(), m_target.id, action), [this, action](const Result<void> &result) {
        m_isBusy = false;
        refreshButtons();
        if (!result) {
            showProblem(failureTitle(m_name, action), result.error());
        } else if (action == RowAction::Remove) {
            goBack();
        }
    });
}

void ContainerPage::goBack()
{
    Q_EMIT requested(to(View::Containers));
}

void ContainerPage::refreshButtons()
{
    const bool canAct = client().has_value() && !m_isBusy && !m_isGone && !m_json.isEmpty();
    m_toggle->setText(m_isRunning ? tr("Stop") : tr("Start"));
    m_toggle->setIcon(theme().icon(m_isRunning ? QStringLiteral("stop") : QStringLiteral("start")));
    m_toggle->setEnabled(canAct);
    m_restart->setEnabled(canAct && m_isRunning);
    m_remove->setEnabled(canAct);
}

} // namespace pierhead::desktop
