#include "containerterminal.h"

#include <app/desktop/displaytext.h>
#include <app/desktop/plainlabel.h>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <array>

namespace pierhead::desktop {

namespace {

constexpr std::array shells{"/bin/bash", "/bin/sh"};

/// By which shells, engines and the agent say that a program cannot be run, or is not there.
bool isUnrunnable(int code)
{
    return code == 126 || code == 127;
}

} // namespace

ContainerTerminal::ContainerTerminal(const Theme &theme,
                                     const engine::EngineClient &engine,
                                     const QString &container,
                                     QWidget *parent)
    : QWidget(parent)
    , m_session(engine, container)
    , m_message(plainLabel({}, this, QStringLiteral("muted")))
    , m_again(new QPushButton(tr("Open again"), this))
    , m_other(new QPushButton(tr("Another program…"), this))
    , m_stack(new QStackedWidget(this))
    , m_view(new TerminalView(theme, this))
    , m_choice(new ProgramChoice(theme, container, this))
{
    m_message->setObjectName(QStringLiteral("terminalMessage"));
    m_again->setObjectName(QStringLiteral("terminalAgain"));
    m_other->setObjectName(QStringLiteral("terminalOther"));
    theme.decorate(m_again, QStringLiteral("terminal"), ColorRole::Text);
    m_view->setAccessibleName(tr("Terminal"));
    makeLayout();
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_shell < shells.size() || m_stack->currentWidget() == m_choice) {
            beginShell();
        } else {
            begin(m_command);
        }
        m_view->setFocus(Qt::OtherFocusReason);
    });
    connect(m_other, &QPushButton::clicked, this, [this] {
        m_choice->ask(tr("Run a program in the container"),
                      tr("It runs in place of a shell, with this terminal."));
        showChoice();
        m_choice->setFocus(Qt::OtherFocusReason);
    });
    connect(m_choice, &ProgramChoice::chosen, this, [this](const QStringList &command) {
        m_shell = shells.size();
        begin(command);
    });
    connect(&m_view->screen(), &TerminalScreen::input, this, [this](const QByteArray &bytes) {
        if (m_stream) {
            m_wasTyped = true;
            m_stream->write(bytes);
        }
    });
    connect(m_view, &TerminalView::sizeChanged, this, [this](backend::TerminalSize size) {
        if (m_stream) {
            m_stream->resize(size);
        }
    });
    tell(tr("The container does not run. Start it to open a terminal in it."), false);
}

ContainerTerminal::~ContainerTerminal()
{
    m_stop.request_stop();
}

void ContainerTerminal::setRunning(bool isRunning)
{
    if (m_isBusy) {
        return; // its end is told by the program's
    }
    if (isRunning && !m_wasBegun) {
        beginShell();
    } else if (!isRunning) {
        tell(tr("The container does not run. Start it to open a terminal in it."), false);
        m_wasBegun = false;
    }
}

void ContainerTerminal::makeLayout()
{
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_choice);
    setFocusProxy(m_view);
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_message, 1);
    top->addStretch(); // while there is no message
    top->addWidget(m_other);
    top->addWidget(m_again);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_stack, 1);
}

void ContainerTerminal::beginShell()
{
    m_shell = 0;
    begin({QString::fromLatin1(shells.front())});
}

void ContainerTerminal::begin(const QStringList &command)
{
    m_command = command;
    m_wasBegun = true;
    m_isBusy = true;
    m_wasTyped = false;
    m_complaint.clear();
    m_view->screen().reset();
    tell({}, false);
    backend::CommandSpec spec;
    spec.exec.command = command;
    spec.exec.environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm-256color"));
    spec.hasInput = true;
    const backend::TerminalSize asked = m_view->screen().size();
    spec.terminal = asked;
    QCoro::connect(m_session.start(std::move(spec), m_stop.get_token()),
                   this,
                   [this, asked](Result<std::unique_ptr<backend::CommandStream>> &&stream) {
                       attach(std::move(stream));
                       if (m_stream && m_view->screen().size() != asked) {
                           m_stream->resize(m_view->screen().size());
                       }
                   });
}

void ContainerTerminal::attach(Result<std::unique_ptr<backend::CommandStream>> stream)
{
    if (!stream) {
        fail(stream.error());
        return;
    }
    m_stream = std::move(*stream);
    m_view->setConnected(true);
    backend::CommandStream *source = m_stream.get();
    connect(source,
            &backend::CommandStream::output,
            this,
            [this, source](engine::OutputChannel channel, const QByteArray &bytes) {
                // A terminal has one output. On the other comes why there is nothing in it.
                if (channel == engine::OutputChannel::Stderr) {
                    m_complaint += bytes;
                } else {
                    m_view->screen().take(bytes);
                }
                source->acknowledge(channel, bytes.size());
            });
    connect(source, &backend::CommandStream::finished, this, &ContainerTerminal::programEnded);
    connect(source, &backend::CommandStream::failed, this, &ContainerTerminal::fail);
}

void ContainerTerminal::programEnded(int code)
{
    m_stream.release()->deleteLater(); // this is one of its signals
    m_isBusy = false;
    const bool isShell = m_shell < shells.size();
    const bool isMissing = isUnrunnable(code) && !m_wasTyped && (isShell || !m_complaint.isEmpty());
    if (isMissing) {
        programMissing();
    } else if (isShell) {
        tell(tr("The shell has ended with code %1.").arg(code), true);
    } else {
        tell(tr("The program has ended with code %1.").arg(code), true);
    }
}

void ContainerTerminal::programMissing()
{
    if (m_shell + 1 < shells.size()) {
        ++m_shell;
        begin({QString::fromLatin1(shells.at(m_shell))});
    } else if (m_shell < shells.size()) {
        m_choice->ask(
            tr("This container has no shell"),
            tr("Its image has neither %1 nor %2, so nobody answers here. What its program writes "
               "is in the logs, and docker cp copies its files. A program that the image does have "
               "can be run here.")
                .arg(QString::fromLatin1(shells.front()), QString::fromLatin1(shells.back())));
        showChoice();
    } else {
        m_choice->setProblem(singleLine(QString::fromUtf8(m_complaint)));
        showChoice();
    }
}

void ContainerTerminal::fail(const Error &reason)
{
    if (m_stream) {
        m_stream.release()->deleteLater();
    }
    m_isBusy = false;
    if (reason.code != ErrorCode::Cancelled) {
        tell(reason.localMessage, true);
    }
}

void ContainerTerminal::tell(const QString &text, bool canBegin)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    m_again->setText(tr("Open again"));
    m_again->setVisible(canBegin);
    m_other->setVisible(canBegin);
    m_view->setConnected(false);
    showPart(m_view);
}

void ContainerTerminal::showChoice()
{
    tell({}, false);
    m_again->setText(tr("Open a shell"));
    m_again->show();
    showPart(m_choice);
}

void ContainerTerminal::showPart(QWidget *part)
{
    const QWidget *focused = m_stack->currentWidget()->focusWidget();
    const bool hadFocus = focused != nullptr && focused->hasFocus();
    m_stack->setCurrentWidget(part);
    setFocusProxy(part);
    if (hadFocus) {
        part->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace pierhead::desktop
