#pragma once

#include <host/base/async.h>
#include <host/extensions/extensioninstaller.h>

#include <QObject>

#include <optional>

namespace pierhead::desktop {

class EngineSession;

/// One install through the window: asked for, agreed to, under way, done or failed. Nothing of the
/// image runs before confirm().
class InstallFlow final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InstallFlow)

public:
    enum class State {
        Idle,
        Asking, ///< waits for confirm() or cancel()
        Working,
        Cancelling,
        Failed, ///< see error(); confirm() tries again, cancel() puts it away
    };

    InstallFlow(EngineSession &engines, const extensions::ExtensionStore &store, QObject *parent);
    ~InstallFlow() override;

    /// Asks, unless an install is under way: then nothing happens but refused().
    void request(const extensions::ExtensionSource &source);
    void confirm();
    void cancel();

    [[nodiscard]] State state() const { return m_state; }

    /// Whether an install runs that must end before the program may.
    [[nodiscard]] bool isBusy() const;

    [[nodiscard]] const extensions::ExtensionSource &source() const { return m_source; }

    [[nodiscard]] const Error &error() const { return m_error; }

Q_SIGNALS:
    void stateChanged();
    void progressed(const pierhead::extensions::InstallEvent &event);
    void installed(const QString &key, const QString &title);
    void cancelled();
    void refused();

private:
    void setState(State state);
    void finish(const Result<extensions::InstalledExtension> &result);

    EngineSession &m_engines;
    const extensions::ExtensionStore &m_store;
    extensions::ExtensionSource m_source;
    State m_state = State::Idle;
    Error m_error;
    StopSource m_stop;
};

} // namespace pierhead::desktop
