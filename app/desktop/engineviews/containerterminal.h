#pragma once

#include "terminalview.h"

#include <host/backend/backendsession.h>

#include <QLabel>
#include <QPushButton>

namespace pierhead::desktop {

/// A shell in a container. It ends, with all that it started, when this goes.
class ContainerTerminal final : public QWidget
{
    Q_OBJECT

public:
    ContainerTerminal(const Theme &theme,
                      const engine::EngineClient &engine,
                      const QString &container,
                      QWidget *parent);
    ~ContainerTerminal() override;

    /// Whether the container runs. Its first time true starts the shell.
    void setRunning(bool isRunning);

private:
    void begin();
    void startShell();
    void attach(Result<std::unique_ptr<backend::CommandStream>> stream);
    void shellEnded(int code);
    void fail(const Error &reason);
    /// What stands above the screen, and whether another shell can be had.
    void tell(const QString &text, bool canBegin);

    backend::BackendSession m_session;
    QLabel *m_message;
    QPushButton *m_again;
    TerminalView *m_view;
    std::unique_ptr<backend::CommandStream> m_stream;
    StopSource m_stop;
    int m_shell = 0;         ///< which of those that are tried
    bool m_wasTyped = false; ///< then its end is the user's
    bool m_isBusy = false;
    bool m_wasBegun = false;
};

} // namespace pierhead::desktop
