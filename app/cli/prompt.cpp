#include "prompt.h"

#include "linereader.h"

#include <QCoroSignal>

#include <termios.h>

namespace pierhead::cli {

namespace {

/// What is typed does not show while this is there.
class HiddenTyping final
{
    Q_DISABLE_COPY_MOVE(HiddenTyping)

public:
    explicit HiddenTyping(int descriptor)
        : m_descriptor(descriptor)
        , m_isChanged(::tcgetattr(descriptor, &m_before) == 0)
    {
        if (m_isChanged) {
            termios hidden = m_before;
            hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            ::tcsetattr(m_descriptor, TCSADRAIN, &hidden);
        }
    }

    ~HiddenTyping()
    {
        if (m_isChanged) {
            ::tcsetattr(m_descriptor, TCSADRAIN, &m_before);
        }
    }

private:
    int m_descriptor;
    termios m_before{};
    bool m_isChanged;
};

} // namespace

Task<Result<bool>> confirm(Terminal &terminal, QString question, StopToken stop)
{
    PIERHEAD_CO_TRY(line, co_await askLine(terminal, question, stop));
    const QString answer = line.trimmed().toLower();
    co_return answer == QStringLiteral("y") || answer == QStringLiteral("yes");
}

Task<Result<QString>> askLine(Terminal &terminal, QString question, StopToken stop)
{
    terminal.ask(question + QLatin1Char(' '));
    Result<QString> line = co_await readLine(terminal.inputDescriptor(), stop);
    if (!line) {
        terminal.print({});
    }
    co_return line;
}

Task<Result<QString>> askSecret(Terminal &terminal, QString question, StopToken stop)
{
    const HiddenTyping hidden(terminal.inputDescriptor());
    terminal.ask(question + QLatin1Char(' '));
    Result<QString> line = co_await readLine(terminal.inputDescriptor(), stop);
    terminal.print({}); // the end of the line was not shown either
    co_return line;
}

Task<Result<QString>> readLine(int descriptor, StopToken stop)
{
    LineReader reader(descriptor, stop);
    if (!reader.isFinished()) {
        co_await qCoro(&reader, &LineReader::finished);
    }
    if (stop.stop_requested()) {
        co_return cancelled(QStringLiteral("Waiting for an answer"));
    }
    QByteArray line = reader.line();
    if (line.endsWith('\r')) {
        line.chop(1);
    }
    co_return QString::fromUtf8(line);
}

} // namespace pierhead::cli
