#include "installpanel.h"

#include "displaytext.h"
#include "plainlabel.h"

#include <QGridLayout>
#include <QTextBlock>
#include <QVBoxLayout>

namespace pierhead::desktop {

namespace {

constexpr int markExtent = 16;
constexpr int maximumLogLines = 1000;
constexpr int logHeight = 120;

QFrame *makeCard(QWidget *parent)
{
    auto *card = new QFrame(parent);
    card->setProperty("look", QStringLiteral("card"));
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(12);
    return card;
}

} // namespace

InstallPanel::InstallPanel(const Theme &theme, InstallFlow &flow, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_flow(flow)
    , m_question(makeQuestion())
    , m_updateQuestion(makeUpdateQuestion())
    , m_progress(makeProgress())
    , m_problem(new ProblemPanel(theme, this))
    , m_logIn(m_problem->addAction({}))
{
    setObjectName(QStringLiteral("installPanel"));
    m_logIn->setObjectName(QStringLiteral("logInForInstall"));
    m_logIn->setProperty("look", QStringLiteral("primary"));
    connect(m_logIn, &QPushButton::clicked, this, [this] {
        Q_EMIT loginRequested(m_flow.error().registry);
    });
    QPushButton *retry = m_problem->addAction(tr("Try again"));
    retry->setObjectName(QStringLiteral("retryInstall"));
    theme.decorate(retry, QStringLiteral("reload"), ColorRole::Text);
    connect(retry, &QPushButton::clicked, &flow, &InstallFlow::confirm);
    QPushButton *dismiss = m_problem->addAction(tr("Close"));
    dismiss->setObjectName(QStringLiteral("dismissInstall"));
    connect(dismiss, &QPushButton::clicked, &flow, &InstallFlow::cancel);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_question);
    layout->addWidget(m_updateQuestion);
    layout->addWidget(m_progress);
    layout->addWidget(m_problem);
    connect(&flow, &InstallFlow::stateChanged, this, &InstallPanel::refresh);
    connect(&flow, &InstallFlow::progressed, this, &InstallPanel::showInstallEvent);
    connect(&theme, &Theme::changed, this, &InstallPanel::showPhases);
    refresh();
}

QWidget *InstallPanel::makeQuestion()
{
    QFrame *card = makeCard(this);
    card->setObjectName(QStringLiteral("question"));
    QLabel *heading = plainLabel(tr("Install this extension?"), card);
    heading->setProperty("look", QStringLiteral("title"));
    m_source = plainLabel({}, card);
    QLabel *warning = plainLabel(
        tr("Extensions can install binaries, invoke commands, access files on your machine and "
           "connect to remote URLs. Install only what comes from somebody you trust."),
        card);
    QStringList lines;
    for (const QString &permission : permissionTexts()) {
        lines.append(QStringLiteral("•  ") + permission);
    }
    QLabel *list = plainLabel(
        tr("It will be allowed to") + QLatin1Char('\n') + lines.join(QLatin1Char('\n')), card);
    list->setProperty("look", QStringLiteral("muted"));
    m_install = new QPushButton(tr("Install"), card);
    m_install->setObjectName(QStringLiteral("confirmInstall"));
    m_install->setProperty("look", QStringLiteral("primary"));
    auto *decline = new QPushButton(tr("Cancel"), card);
    decline->setObjectName(QStringLiteral("declineInstall"));
    connect(m_install, &QPushButton::clicked, &m_flow, &InstallFlow::confirm);
    connect(decline, &QPushButton::clicked, &m_flow, &InstallFlow::cancel);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_install);
    buttons->addWidget(decline);
    buttons->addStretch(1);
    auto *layout = static_cast<QVBoxLayout *>(card->layout());
    layout->addWidget(heading);
    layout->addWidget(m_source);
    layout->addWidget(warning);
    layout->addWidget(list);
    layout->addSpacing(4);
    layout->addLayout(buttons);
    return card;
}

QWidget *InstallPanel::makeUpdateQuestion()
{
    QFrame *card = makeCard(this);
    card->setObjectName(QStringLiteral("updateQuestion"));
    QLabel *heading = plainLabel(tr("Agree to what is new?"), card);
    heading->setProperty("look", QStringLiteral("title"));
    m_versions = plainLabel({}, card);
    m_difference = plainLabel({}, card);
    m_difference->setObjectName(QStringLiteral("updateDifference"));
    auto *agree = new QPushButton(tr("Update"), card);
    agree->setObjectName(QStringLiteral("confirmUpdate"));
    agree->setProperty("look", QStringLiteral("primary"));
    m_declineUpdate = new QPushButton(tr("Keep what is installed"), card);
    m_declineUpdate->setObjectName(QStringLiteral("declineUpdate"));
    connect(agree, &QPushButton::clicked, &m_flow, &InstallFlow::confirm);
    connect(m_declineUpdate, &QPushButton::clicked, &m_flow, &InstallFlow::cancel);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(agree);
    buttons->addWidget(m_declineUpdate);
    buttons->addStretch(1);
    auto *layout = static_cast<QVBoxLayout *>(card->layout());
    layout->addWidget(heading);
    layout->addWidget(m_versions);
    layout->addWidget(m_difference);
    layout->addSpacing(4);
    layout->addLayout(buttons);
    return card;
}

QWidget *InstallPanel::makeProgress()
{
    QFrame *card = makeCard(this);
    card->setObjectName(QStringLiteral("progress"));
    m_working = new ElidedLabel({}, card);
    m_working->setProperty("look", QStringLiteral("title"));
    m_cancel = new QPushButton(tr("Cancel"), card);
    m_cancel->setObjectName(QStringLiteral("cancelInstall"));
    connect(m_cancel, &QPushButton::clicked, &m_flow, &InstallFlow::cancel);
    m_bar = new QProgressBar(card);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the install"));
    m_log = new QPlainTextEdit(card);
    m_log->setObjectName(QStringLiteral("installLog"));
    m_log->setReadOnly(true);
    m_log->setMaximumBlockCount(maximumLogLines);
    m_log->setFixedHeight(logHeight);
    m_log->setTabChangesFocus(true);
    m_log->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_log->setAccessibleName(tr("What the install says"));

    auto *head = new QHBoxLayout;
    head->addWidget(m_working, 1);
    head->addWidget(m_cancel);
    auto *phases = new QGridLayout;
    phases->setHorizontalSpacing(8);
    phases->setVerticalSpacing(6);
    phases->setColumnStretch(1, 1);
    for (std::size_t phase = 0; phase < phaseCount; ++phase) {
        m_marks.at(phase) = new QLabel(card);
        m_marks.at(phase)->setFixedSize(markExtent, markExtent);
        m_phases.at(phase) = plainLabel({}, card);
        phases->addWidget(m_marks.at(phase), static_cast<int>(phase), 0);
        phases->addWidget(m_phases.at(phase), static_cast<int>(phase), 1);
    }
    auto *layout = static_cast<QVBoxLayout *>(card->layout());
    layout->addLayout(head);
    layout->addWidget(m_bar);
    layout->addLayout(phases);
    layout->addWidget(m_log);
    return card;
}

void InstallPanel::refresh()
{
    const InstallFlow::State state = m_flow.state();
    const bool wasWorking = !m_progress->isHidden();
    const bool isRollBack = m_flow.work() == InstallFlow::Work::RollBack;
    setVisible(state != InstallFlow::State::Idle);
    m_question->setVisible(state == InstallFlow::State::Asking);
    m_updateQuestion->setVisible(state == InstallFlow::State::Agreeing);
    m_progress->setVisible(m_flow.isBusy());
    m_problem->setVisible(state == InstallFlow::State::Failed);
    m_cancel->setEnabled(state == InstallFlow::State::Working);
    switch (state) {
    case InstallFlow::State::Idle:
        break;
    case InstallFlow::State::Asking:
        m_source->setText(tr("From %1.").arg(sourceText(m_flow.source())));
        m_source->setToolTip(plainToolTip(m_flow.source().location));
        m_install->setFocus(Qt::OtherFocusReason);
        break;
    case InstallFlow::State::Working:
        if (!wasWorking) {
            startProgress();
        }
        break;
    case InstallFlow::State::Agreeing:
        m_versions->setText(tr("%1 does not ask for the same as %2, which is installed and goes on "
                               "working meanwhile:")
                                .arg(singleLine(m_flow.question().reference),
                                     singleLine(m_flow.question().formerReference)));
        m_difference->setText(differenceText(m_flow.question().difference));
        m_declineUpdate->setFocus(Qt::OtherFocusReason);
        break;
    case InstallFlow::State::Cancelling:
        m_working->setLine(tr("Cancelling, and taking back what was done…"));
        m_bar->setRange(0, 0);
        break;
    case InstallFlow::State::Failed:
        m_problem->setProblem(
            isRollBack ? tr("%1 was not rolled back").arg(singleLine(m_flow.title()))
                       : tr("Nothing was installed from %1").arg(sourceText(m_flow.source())),
            m_flow.error());
        m_logIn->setText(tr("Log in to %1…").arg(m_flow.error().registry));
        m_logIn->setVisible(!m_flow.error().registry.isEmpty());
        break;
    }
}

void InstallPanel::startProgress()
{
    const bool isRollBack = m_flow.work() == InstallFlow::Work::RollBack;
    m_phase = isRollBack ? InstallPhase::Backend : InstallPhase::Fetch;
    m_log->clear();
    m_bar->setRange(0, 0);
    m_working->setLine(isRollBack ? tr("Rolling %1 back").arg(singleLine(m_flow.title()))
                                  : tr("Installing %1").arg(sourceText(m_flow.source())));
    m_cancel->setFocus(Qt::OtherFocusReason);
    showPhases();
}

void InstallPanel::showInstallEvent(const extensions::InstallEvent &event)
{
    m_phase = phaseOf(event.step);
    if (event.total > 0) {
        // A bar counts in int; images are larger than that in bytes.
        constexpr int steps = 1000;
        const qint64 done = qBound(qint64(0), event.current, event.total);
        m_bar->setRange(0, steps);
        m_bar->setValue(static_cast<int>(done * steps / event.total));
    } else {
        m_bar->setRange(0, 0);
    }
    const QString line = logLine(event);
    if (!line.isEmpty() && line != m_log->document()->lastBlock().text()) {
        m_log->appendPlainText(line);
    }
    showPhases();
}

void InstallPanel::showPhases()
{
    for (std::size_t place = 0; place < phaseCount; ++place) {
        const auto phase = static_cast<InstallPhase>(place);
        // All else is there already where it goes back.
        const bool isPart =
            m_flow.work() == InstallFlow::Work::Install || phase == InstallPhase::Backend;
        m_marks.at(place)->setVisible(isPart);
        m_phases.at(place)->setVisible(isPart);
        m_phases.at(place)->setText(phaseText(phase, m_flow.source().kind));
        m_phases.at(place)->setEnabled(phase <= m_phase);
        QString icon = QStringLiteral("step-later");
        ColorRole role = ColorRole::BorderStrong;
        if (phase < m_phase) {
            icon = QStringLiteral("step-done");
            role = ColorRole::Success;
        } else if (phase == m_phase) {
            icon = QStringLiteral("step-now");
            role = ColorRole::Accent;
        }
        m_marks.at(place)->setPixmap(
            m_theme.icon(icon, role).pixmap(QSize(markExtent, markExtent), devicePixelRatioF()));
    }
}

} // namespace pierhead::desktop
