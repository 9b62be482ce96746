#include "terminal.h"

#include "plaintext.h"

#include <poll.h>
#include <sys/ioctl.h>

namespace pierhead::cli {

namespace {

constexpr int defaultWidth = 80;
constexpr int defaultHeight = 24;

/// Writes all of it; the errno where that failed, else 0.
int writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::write(
            descriptor, bytes.constData() + done, static_cast<std::size_t>(bytes.size() - done));
        if (written >= 0) {
            done += written;
        } else if (errno == EAGAIN) {
            // Somebody else made the file non-blocking for all who share it.
            pollfd ready{descriptor, POLLOUT, 0};
            ::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

winsize windowSize(int descriptor)
{
    winsize size{};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0) {
        return {};
    }
    return size;
}

const char *colour(Terminal::Style style)
{
    switch (style) {
    case Terminal::Style::Plain:
        break;
    case Terminal::Style::Error:
        return "\x1b[1;31m";
    case Terminal::Style::Note:
        return "\x1b[33m";
    case Terminal::Style::Faint:
        return "\x1b[2m";
    }
    return "";
}

} // namespace

Terminal::Terminal(Descriptors descriptors)
    : m_descriptors(descriptors)
    , m_isInputTerminal(::isatty(descriptors.input) == 1)
{
    const bool isDumb = qEnvironmentVariable("TERM") == QStringLiteral("dumb");
    m_canRedraw = !isDumb && ::isatty(descriptors.output) == 1;
    m_hasColours =
        !isDumb && qEnvironmentVariableIsEmpty("NO_COLOR") && ::isatty(descriptors.errors) == 1;
}

void Terminal::print(const QString &text)
{
    ask(text + QLatin1Char('\n'));
}

void Terminal::ask(const QString &text)
{
    writeRaw(plainText(text).toUtf8());
}

void Terminal::tell(Style style, const QString &mark, const QString &text)
{
    QByteArray line;
    if (!mark.isEmpty()) {
        const bool isStyled = m_hasColours && style != Style::Plain;
        line = isStyled ? colour(style) + mark.toUtf8() + "\x1b[0m " : mark.toUtf8() + ' ';
    }
    line += plainText(text).toUtf8() + '\n';
    writeRawError(line);
}

void Terminal::warn(const QString &text)
{
    tell(Style::Note, QStringLiteral("Warning:"), text);
}

void Terminal::writeRaw(const QByteArray &bytes)
{
    if (m_outputError == 0) {
        m_outputError = writeAll(m_descriptors.output, bytes);
    }
}

void Terminal::writeRawError(const QByteArray &bytes)
{
    // Where standard error itself cannot be written, there is nobody left to tell.
    static_cast<void>(writeAll(m_descriptors.errors, bytes));
}

int Terminal::width() const
{
    const int columns = windowSize(m_descriptors.output).ws_col;
    return columns > 0 ? columns : defaultWidth;
}

int Terminal::height() const
{
    const int rows = windowSize(m_descriptors.output).ws_row;
    return rows > 0 ? rows : defaultHeight;
}

} // namespace pierhead::cli
