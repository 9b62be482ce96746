#include "screenshotrun.h"

#include <algorithm>
#include <chrono>

namespace pierhead::desktop {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds lookInterval = 100ms;
constexpr std::chrono::seconds waitLimit = 30s;
/// For the states of backends on the page, which are no reason to fail.
constexpr std::chrono::milliseconds settleLimit = 5s;
/// A page paints a little after its text is there; without a text to wait for, scripts run first.
constexpr std::chrono::milliseconds paintTime = 300ms;
constexpr std::chrono::milliseconds scriptTime = 1000ms;
/// How often, each a paintTime, a page that shows nothing is looked at before that is what it is.
constexpr int mostBlankLooks = 12;

} // namespace

ScreenshotRun::ScreenshotRun(MainWindow &window,
                             EngineSession &engines,
                             const ExtensionModel &model,
                             Options options,
                             QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_engines(engines)
    , m_model(model)
    , m_options(std::move(options))
    , m_limit(m_options.patience.value_or(waitLimit))
{
    m_look.setInterval(lookInterval);
    connect(&m_look, &QTimer::timeout, this, &ScreenshotRun::look);
}

void ScreenshotRun::start()
{
    m_time.start();
    m_look.start();
}

void ScreenshotRun::look()
{
    const EngineStatus &engine = m_engines.status();
    ExtensionTab *tab = m_window.currentTab();
    if (!m_options.extension.isEmpty() && engine.kind == EngineStatus::Kind::Failed) {
        giveUp({engine.error.message, engine.error.detail});
    } else if (tab != nullptr && tab->state() == ExtensionTab::State::Failed) {
        giveUpTab(*tab);
    } else if (m_time.elapsed() > m_limit.count()) {
        giveUpWaiting(tab);
    } else if (!isSettled()) {
        return;
    } else if (tab == nullptr) {
        m_look.stop();
        QTimer::singleShot(paintTime, this, &ScreenshotRun::shoot);
    } else if (tab->state() == ExtensionTab::State::Loaded) {
        lookAtPage(tab);
    }
}

void ScreenshotRun::lookAtPage(ExtensionTab *tab)
{
    if (m_options.waitFor.isEmpty()) {
        m_look.stop();
        QTimer::singleShot(scriptTime, this, &ScreenshotRun::shoot);
        return;
    }
    if (m_isAsking) {
        return;
    }
    m_isAsking = true;
    const QPointer<ScreenshotRun> self(this);
    tab->view()->readText([self](const QString &text) {
        if (!self) {
            return;
        }
        self->m_isAsking = false;
        if (self->m_look.isActive() && text.contains(self->m_options.waitFor)) {
            self->m_look.stop();
            QTimer::singleShot(paintTime, self, &ScreenshotRun::shoot);
        }
    });
}

void ScreenshotRun::giveUpTab(const ExtensionTab &tab)
{
    const Error &error = tab.error();
    if (tab.isPageAtFault()) {
        failPage(error.message, error.detail.split(QLatin1Char('\n'), Qt::SkipEmptyParts));
    } else {
        giveUp({error.message, error.detail});
    }
}

void ScreenshotRun::giveUpWaiting(const ExtensionTab *tab)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_limit).count();
    const QStringList console =
        tab != nullptr && tab->view() != nullptr ? tab->view()->consoleLines() : QStringList();
    if (!m_options.waitFor.isEmpty()) {
        giveUp(QStringList{
                   QStringLiteral("The page did not show \"%1\" within %2 seconds. Its console:")
                       .arg(m_options.waitFor, QString::number(seconds))}
               + console);
    } else if (tab != nullptr && tab->view() != nullptr
               && tab->state() == ExtensionTab::State::Loading) {
        failPage(QStringLiteral("It was not loaded within %1 seconds.").arg(seconds), console);
    } else {
        giveUp({QStringLiteral("The window was not ready within %1 seconds.").arg(seconds)});
    }
}

bool ScreenshotRun::isSettled() const
{
    if (m_engines.status().kind == EngineStatus::Kind::Searching) {
        return false;
    }
    if (m_time.elapsed() > settleLimit.count()) {
        return true;
    }
    // A picture shows what the backends are, not that it is being asked.
    return std::none_of(m_model.rows().begin(), m_model.rows().end(), [](const ExtensionRow &row) {
        return row.backend.kind == BackendStatus::Kind::Checking;
    });
}

void ScreenshotRun::shoot()
{
    ExtensionTab *tab = m_window.currentTab();
    if (tab != nullptr && tab->state() == ExtensionTab::State::Failed) {
        giveUpTab(*tab);
        return;
    }
    if (!m_options.report.isEmpty() && tab != nullptr && tab->view() != nullptr) {
        const bool isBlank = isPlain(tab->view()->grab().toImage());
        if (isBlank && mayBlankEnd()) {
            QTimer::singleShot(paintTime, this, &ScreenshotRun::shoot);
            return;
        }
        const QStringList problems = writeReport({tab->view()->consoleLines(), isBlank});
        if (!problems.isEmpty()) {
            finish(problems);
            return;
        }
    }
    const QString &file = m_options.screenshot;
    if (m_window.grab().save(file, "PNG")) {
        finish({});
    } else {
        finish({QStringLiteral("The picture could not be written to %1. Check that its folder is "
                               "there and can be written to.")
                    .arg(file)});
    }
}

bool ScreenshotRun::mayBlankEnd()
{
    ++m_blankLooks;
    return m_options.patience ? m_time.elapsed() < m_limit.count() : m_blankLooks < mostBlankLooks;
}

QStringList ScreenshotRun::writeReport(const PageReport &report) const
{
    const Result<> written = report.write(m_options.report);
    return written ? QStringList() : QStringList{written.error().message};
}

void ScreenshotRun::failPage(const QString &reason, const QStringList &console)
{
    QStringList problems = QStringList{reason} + console;
    if (!m_options.report.isEmpty()) {
        problems += writeReport({console, false, reason});
    }
    giveUp(problems);
}

void ScreenshotRun::giveUp(const QStringList &problems)
{
    m_look.stop();
    finish(problems);
}

void ScreenshotRun::finish(const QStringList &problems)
{
    if (!m_isFinished) {
        m_isFinished = true;
        Q_EMIT finished(problems);
    }
}

} // namespace pierhead::desktop
