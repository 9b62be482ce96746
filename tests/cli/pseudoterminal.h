#pragma once

#include <QByteArray>
#include <QObject>

namespace pierhead::test {

/// A terminal without a screen: what is written on its program's side is collected, and lines can
/// be typed into it.
class PseudoTerminal final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PseudoTerminal)

public:
    explicit PseudoTerminal(int columns = 80, int rows = 24);
    ~PseudoTerminal() override;

    /// What a program uses as its standard input, output and error.
    [[nodiscard]] int programSide() const { return m_programSide; }

    void resize(int columns, int rows);
    /// As if typed; "\x03" is Ctrl+C.
    void type(const QByteArray &keys);

    /// All that was written so far, with the terminal's "\r\n" as "\n".
    [[nodiscard]] QByteArray output();
    /// Whether the text was written, waiting for it.
    [[nodiscard]] bool waitForOutput(const QByteArray &text);

    /// In a child process: makes this its controlling terminal and its standard streams.
    void adoptInChild() const;

private:
    void read();

    int m_userSide = -1;
    int m_programSide = -1;
    QByteArray m_output;
};

} // namespace pierhead::test
