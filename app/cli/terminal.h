#pragma once

#include <QByteArray>
#include <QString>

#include <cerrno>
#include <unistd.h>

namespace pierhead::cli {

/// Standard input, output and error of this run. Text that is written is made plain first: what
/// comes from an image or an engine cannot move the cursor or change colours.
class Terminal final
{
    Q_DISABLE_COPY_MOVE(Terminal)

public:
    enum class Style {
        Plain,
        Error,
        Note,
        Faint,
    };

    struct Descriptors
    {
        int input = STDIN_FILENO;
        int output = STDOUT_FILENO;
        int errors = STDERR_FILENO;
    };

    explicit Terminal(Descriptors descriptors = {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO});

    /// A line (or several, "\n" between them) on standard output.
    void print(const QString &text);
    /// Text on standard output with no newline after it, for a question.
    void ask(const QString &text);
    /// A line on standard error; `mark` ("Error:") comes first, in the style where colours show.
    void tell(Style style, const QString &mark, const QString &text);
    /// tell() of what is no error: "Warning: …".
    void warn(const QString &text);
    /// Bytes on standard output as they are: our own control sequences.
    void writeRaw(const QByteArray &bytes);
    /// The same on standard error.
    void writeRawError(const QByteArray &bytes);

    [[nodiscard]] int inputDescriptor() const { return m_descriptors.input; }

    [[nodiscard]] bool isInputTerminal() const { return m_isInputTerminal; }

    /// Whether lines on standard output can be drawn anew.
    [[nodiscard]] bool canRedraw() const { return m_canRedraw; }

    /// Columns and rows of the window now.
    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;

    /// Why standard output could not be written, as an errno; 0 while all is well. Nothing more is
    /// written then.
    [[nodiscard]] int outputError() const { return m_outputError; }

private:
    Descriptors m_descriptors;
    bool m_isInputTerminal = false;
    bool m_canRedraw = false;
    bool m_hasColours = false; ///< on standard error
    int m_outputError = 0;
};

} // namespace pierhead::cli
