#pragma once

#include <host/base/answer.h>
#include <host/extensions/extensioninstaller.h>

#include <QObject>

#include <optional>

namespace pierhead::desktop {

class EngineSession;

/// One install, or one way back to the version before, through the window: asked for, agreed to,
/// under way, done or failed. Nothing of an image runs before confirm().
class InstallFlow final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InstallFlow)

public:
    enum class State {
        Idle,
        Asking, ///< waits for confirm() or cancel()
        Working,
        Agreeing, ///< it asks for more than what is installed: see question(); confirm() or
                  ///< cancel()
        Cancelling,
        Failed, ///< see error(); confirm() tries again, cancel() puts it away
    };

    enum class Work {
        Install,
        RollBack,
    };

    InstallFlow(EngineSession &engines, const extensions::ExtensionStore &store, QObject *parent);
    ~InstallFlow() override;

    /// Asks, unless an install is under way: then nothing happens but refused().
    void request(const extensions::ExtensionSource &source);
    /// Puts the version before back, on the extension's own engine; the user has been asked. While
    /// something is under way nothing happens but refused().
    void rollBack(const extensions::InstalledExtension &extension);
    void confirm();
    void cancel();

    [[nodiscard]] State state() const { return m_state; }

    [[nodiscard]] Work work() const { return m_work; }

    /// Whether an install runs that must end before the program may.
    [[nodiscard]] bool isBusy() const;

    [[nodiscard]] const extensions::ExtensionSource &source() const { return m_source; }

    /// The title of what is rolled back.
    [[nodiscard]] QString title() const;

    [[nodiscard]] const extensions::UpdateQuestion &question() const { return m_question; }

    [[nodiscard]] const Error &error() const { return m_error; }

Q_SIGNALS:
    void stateChanged();
    void progressed(const pierhead::extensions::InstallEvent &event);
    void installed(const QString &key, const QString &title);
    void rolledBack(const QString &key, const QString &title, const QString &reference);
    void cancelled();
    void refused();

private:
    void setState(State state);
    void startInstall();
    void startRollBack();
    [[nodiscard]] extensions::InstallSink sink();
    void finish(const Result<extensions::InstalledExtension> &result);
    [[nodiscard]] QFuture<Result<bool>> ask(const extensions::UpdateQuestion &question);

    EngineSession &m_engines;
    const extensions::ExtensionStore &m_store;
    extensions::ExtensionSource m_source;
    Work m_work = Work::Install;
    std::optional<extensions::InstalledExtension> m_extension; ///< that is rolled back
    State m_state = State::Idle;
    Error m_error;
    StopSource m_stop;
    extensions::UpdateQuestion m_question;
    Answer<bool> m_answer; ///< to that
};

} // namespace pierhead::desktop
