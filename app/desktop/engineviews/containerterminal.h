#pragma once

#include "programchoice.h"
#include "terminalview.h"

#include <host/backend/backendsession.h>

#include <QStackedWidget>

namespace pierhead::desktop {

/// A shell in a container, or, where it has none, another program of it that the user chooses. It
/// ends, with all that it started, when this goes.
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
    void makeLayout();
    /// The first of the shells that is there.
    void beginShell();
    void begin(const QStringList &command);
    void attach(Result<std::unique_ptr<backend::CommandStream>> stream);
    void programEnded(int code);
    /// It could not be run.
    void programMissing();
    void fail(const Error &reason);
    /// What stands above the screen, and whether another program can be had.
    void tell(const QString &text, bool canBegin);
    /// Of another program, as it was asked for last.
    void showChoice();
    /// The screen or the choice of a program; the focus goes with it.
    void showPart(QWidget *part);

    backend::BackendSession m_session;
    QLabel *m_message;
    QPushButton *m_again;
    QPushButton *m_other;
    QStackedWidget *m_stack;
    TerminalView *m_view;
    ProgramChoice *m_choice;
    std::unique_ptr<backend::CommandStream> m_stream;
    StopSource m_stop;
    QStringList m_command;   ///< what runs, or ran
    std::size_t m_shell = 0; ///< which of those that are tried, or their number: another program
    bool m_wasTyped = false; ///< then its end is the user's
    QByteArray m_complaint;  ///< why it cannot be run
    bool m_isBusy = false;
    bool m_wasBegun = false;
};

} // namespace pierhead::desktop
