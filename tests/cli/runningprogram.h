#pragma once

#include <QByteArray>
#include <QMap>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace pierhead::test {

class PseudoTerminal;

/// The built docker-extension while it runs. A test that ends early ends it.
class RunningProgram final
{
    Q_DISABLE_COPY_MOVE(RunningProgram)

public:
    /// On the terminal, or with nothing on standard input and pipes for its output.
    explicit RunningProgram(const QStringList &arguments,
                            const PseudoTerminal *terminal = nullptr,
                            const QMap<QString, QString> &environment = {});
    ~RunningProgram();

    [[nodiscard]] qint64 pid() const { return m_process.processId(); }

    void send(int signalNumber) const;
    /// What came on the pipes so far.
    [[nodiscard]] QByteArray output();
    [[nodiscard]] QByteArray errors();
    [[nodiscard]] bool waitForOutput(const QByteArray &text);
    /// The exit code; -1 where a signal ended it or it does not end.
    [[nodiscard]] int wait();

private:
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errors;
};

} // namespace pierhead::test
