#pragma once

#include <app/desktop/enginesession.h>
#include <app/desktop/problempanel.h>
#include <bridge/core/navigationtarget.h>
#include <host/engine/eventstream.h>

#include <QTimer>
#include <QVBoxLayout>

#include <optional>

namespace pierhead::desktop {

/// What a page about an engine works with.
struct EnginePageContext
{
    const Theme &theme;
    EngineSession &engines;
};

/// Base of the pages about what is on one engine. They ask after an event of the engine, and not
/// otherwise; while it does not answer they stay as they are and say so.
class EnginePage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EnginePage)

public:
    ~EnginePage() override;

    [[nodiscard]] const bridge::NavigationTarget &target() const { return m_target; }

    /// For the window's title, plain text.
    [[nodiscard]] virtual QString title() const = 0;

    /// Shows another part of the same thing; false where this page is about something else.
    virtual bool turnTo(const bridge::NavigationTarget &target);

    void showProblem(const QString &title, const Error &error);

Q_SIGNALS:
    /// Another page is wanted in place of this one.
    void requested(const pierhead::bridge::NavigationTarget &target);
    void titleChanged();

protected:
    EnginePage(EnginePageContext context, bridge::NavigationTarget target, QWidget *parent);

    [[nodiscard]] const Theme &theme() const { return m_context.theme; }

    /// What is under the header and the notices.
    [[nodiscard]] QVBoxLayout &body() { return *m_layout; }

    /// Above the notices.
    void setHeader(QWidget *header);

    /// Connects; at the end of the constructor of a page.
    void begin();
    /// The engine answers: it is asked for what the page shows, by way of ask(). Then again after
    /// events.
    virtual void refresh(const engine::EngineClient &client) = 0;
    /// An ask() that failed, though the engine answers.
    virtual void refused(const Error &error);

    /// Hands the answer to `show`. Only from refresh().
    template <typename T, typename Show>
    void ask(Task<Result<T>> task, Show show)
    {
        QCoro::connect(std::move(task), this, [this, show](const Result<T> &answer) {
            if (answer) {
                show(*answer);
            } else {
                answered(answer.error());
            }
            endAsking();
        });
    }

    /// Does something on the engine; `done` is called with how it went.
    void act(Task<Result<void>> task, std::function<void(const Result<void> &)> done);

    /// Nothing until the engine is connected to.
    [[nodiscard]] const std::optional<engine::EngineClient> &client() const { return m_client; }

    [[nodiscard]] StopToken stopToken() const { return m_stop.get_token(); }

    /// A target on the same engine.
    [[nodiscard]] bridge::NavigationTarget
    to(bridge::NavigationTarget::View view, const QString &id = {}, const QString &tag = {}) const;

    bridge::NavigationTarget m_target;

private:
    void connectEngine();
    void follow(const engine::EngineClient &client);
    void take(const engine::EngineEvent &event);
    void askAgain();
    void answered(const Error &error);
    void endAsking();
    void setAway(bool isAway);

    EnginePageContext m_context;
    QVBoxLayout *m_layout;
    QLabel *m_notice;
    ProblemPanel *m_unreachable; ///< it was never connected to
    ProblemPanel *m_problem;
    std::optional<engine::EngineClient> m_client;
    std::unique_ptr<engine::EventStream> m_events;
    QTimer m_soon;   ///< after an event; many come at once
    QTimer m_settle; ///< after one that engines tell early
    QTimer m_retry;
    StopSource m_stop;
    bool m_isConnecting = false;
    bool m_isAsking = false;
    bool m_isOutdated = false; ///< something has changed since it was asked
};

} // namespace pierhead::desktop
