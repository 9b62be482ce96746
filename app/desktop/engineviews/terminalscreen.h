#pragma once

#include "terminalcell.h"

#include <host/backend/commandstream.h>

#include <QObject>

#include <memory>

namespace pierhead::desktop {

/// What a program's output makes of a terminal's screen, by libvterm, with the lines that went off
/// its top. It paints nothing.
class TerminalScreen final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TerminalScreen)

public:
    static constexpr int longestHistory = 2000; ///< lines; of more, the oldest go

    explicit TerminalScreen(backend::TerminalSize size, QObject *parent = nullptr);
    ~TerminalScreen() override;

    /// Output of the program.
    void take(const QByteArray &output);
    void resize(backend::TerminalSize size);
    /// As when it was made.
    void reset();

    [[nodiscard]] backend::TerminalSize size() const;
    /// How many lines went off the top. Line 0 is the oldest of them, behind them is the screen.
    [[nodiscard]] int historyCount() const;

    [[nodiscard]] int lineCount() const { return historyCount() + size().rows; }

    [[nodiscard]] TerminalLine line(int number) const;
    /// Without blanks at its end.
    [[nodiscard]] QString text(int line) const;

    [[nodiscard]] int cursorLine() const;
    [[nodiscard]] int cursorColumn() const;
    [[nodiscard]] bool isCursorVisible() const;

    /// The user typed it; input() has what the program gets.
    void type(const QString &text, Qt::KeyboardModifiers modifiers);
    /// A key without a character: arrows, Return, F1…; false where it is none of them.
    bool press(int key, Qt::KeyboardModifiers modifiers);
    void paste(const QString &text);

Q_SIGNALS:
    void changed();
    /// For the program: what was typed, and the terminal's own answers.
    void input(const QByteArray &bytes);

private:
    struct Private;
    void flush();

    std::unique_ptr<Private> m_private;
};

} // namespace pierhead::desktop
