#include "containerterminal.h"

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
    , m_message(new QLabel(this))
    , m_again(new QPushButton(tr("Open again"), this))
    , m_view(new TerminalView(theme, this))
{
    setFocusProxy(m_view);
    m_message->setObjectName(QStringLiteral("terminalMessage"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setProperty("look", QStringLiteral("muted"));
    m_again->setObjectName(QStringLiteral("terminalAgain"));
    theme.decorate(m_again, QStringLiteral("terminal"), ColorRole::Text);
    m_view->setAccessibleName(tr("Terminal"));
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_message, 1);
    top->addWidget(m_again);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_view, 1);
    connect(m_again, &QPushButton::clicked, this, &ContainerTerminal::begin);
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
        return; // its end is told by the shell's
    }
    if (isRunning && !m_wasBegun) {
        begin();
    } else if (!isRunning) {
        tell(tr("The container does not run. Start it to open a terminal in it."), false);
        m_wasBegun = false;
    }
}

void ContainerTerminal::begin()
{
    m_wasBegun = true;
    m_shell = 0;
    startShell();
}

void ContainerTerminal::startShell()
{
    m_isBusy = true;
    m_wasTyped = false;
    m_view->screen().reset();
    tell({}, false);
    backend::CommandSpec spec;
    spec.exec.command =
        QStringList{QString::fromLatin1(shells.at(static_cast<std::size_t>(m_shell)))};
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
    backend::CommandStream *source = m_stream.get();
    connect(source,
            &backend::CommandStream::output,
            this,
            [this, source](engine::OutputChannel channel, const QByteArray &bytes) {
                m_view->screen().take(bytes);
                source->acknowledge(channel, bytes.size());
            });
    connect(source, &backend::CommandStream::finished, this, &ContainerTerminal::shellEnded);
    connect(source, &backend::CommandStream::failed, this, &ContainerTerminal::fail);
}

void ContainerTerminal::shellEnded(int code)
{
    m_stream.release()->deleteLater(); // this is one of its signals
    m_isBusy = false;
    const bool isMissing = isUnrunnable(code) && !m_wasTyped;
    if (isMissing && m_shell + 1 < static_cast<int>(shells.size())) {
        ++m_shell;
        startShell();
    } else if (isMissing) {
        m_view->screen().reset();
        tell(tr("There is no shell in this container: its image has neither /bin/bash nor /bin/sh. "
                "Its files can be looked at with docker cp, its output in the logs."),
             true);
    } else {
        tell(tr("The shell has ended with code %1.").arg(code), true);
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
    m_again->setVisible(canBegin);
}

} // namespace pierhead::desktop
