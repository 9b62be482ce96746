#pragma once

#include <host/backend/agentcodec.h>
#include <host/base/filedescriptor.h>

#include <QHash>
#include <QProcess>
#include <QSocketNotifier>

#include <optional>

namespace pierhead::test {

/// The agent as a child process, spoken to through its standard input and output as an engine
/// would.
class AgentHarness final : public QObject
{
    Q_OBJECT

public:
    /// What the agent said about one id.
    struct Record
    {
        qint64 pid = 0;
        QByteArray output; ///< standard output, terminal or socket
        QByteArray error;
        std::optional<backend::agentcodec::Exited> end;
        std::optional<backend::agentcodec::Failed> failure;
        qint64 granted = 0; ///< bytes of input, by Window frames
        bool isConnected = false;
        bool isAtEof = false;
        std::optional<int> closed; ///< errno of a relay's end

        [[nodiscard]] bool isOver() const { return end || failure || closed; }
    };

    static constexpr quint32 wide = 16U * 1024 * 1024;

    /// Starts the agent and greets it.
    explicit AgentHarness(quint32 silenceSeconds = 0);
    /// Ends it, by force where it does not end with its input.
    ~AgentHarness() override;
    Q_DISABLE_COPY_MOVE(AgentHarness)

    quint32 start(const backend::CommandSpec &spec, quint32 window = wide);
    quint32 connectTo(const QString &path, quint32 window = wide);
    /// Starts it and waits for its end.
    Record run(const QStringList &command);
    void send(const QByteArray &bytes);
    /// Goes on by the pipes that the agent has told of.
    void takePipes();
    /// Closes them.
    void leavePipes();
    void write(quint32 id, const QByteArray &bytes);
    void closeInput(quint32 id);
    void close(quint32 id);

    /// Waits until something has been heard of it, or 10 seconds.
    [[nodiscard]] bool waitForStarted(quint32 id);
    [[nodiscard]] bool waitForEnd(quint32 id);
    [[nodiscard]] bool waitForOutput(quint32 id, const QByteArray &part);
    /// Closes the agent's input and waits for its end; milliseconds that took, -1 when it did not.
    [[nodiscard]] qint64 endConnection();

    [[nodiscard]] const Record &record(quint32 id) { return m_records[id]; }

    [[nodiscard]] const backend::agentcodec::Hello &hello() const { return m_hello; }

    /// The agent's number; the process that was started is its keeper.
    [[nodiscard]] qint64 pid() const { return m_hello.pid; }

    [[nodiscard]] QString goodbye() const { return m_goodbye; }

    /// Whether it has said that it goes on by the pipes.
    [[nodiscard]] bool hasMoved() const { return m_hasMoved; }

    [[nodiscard]] bool hasPong(quint32 id) const { return m_pongs.contains(id); }

    [[nodiscard]] QProcess &process() { return m_process; }

    /// What of /proc/<pid> the entries of the folder are, sorted.
    [[nodiscard]] QStringList descriptors() const;

    [[nodiscard]] static backend::CommandSpec spec(const QStringList &command);
    /// `sh -c script`
    [[nodiscard]] static backend::CommandSpec shell(const QString &script);

private:
    void readPipe();
    void take(const QByteArray &bytes);
    void takeFrame(const backend::agentcodec::Frame &frame);

    QProcess m_process;
    FileDescriptor m_input; ///< the agent's pipes, once they are taken
    FileDescriptor m_output;
    QSocketNotifier m_readable{QSocketNotifier::Read};
    bool m_hasMoved = false;
    backend::agentcodec::Decoder m_decoder;
    backend::agentcodec::Hello m_hello;
    QHash<quint32, Record> m_records;
    QList<quint32> m_pongs;
    QString m_goodbye;
    quint32 m_lastId = 0;
};

/// Whether a process that has not ended has this number.
[[nodiscard]] bool isAlive(qint64 pid);

/// The numbers of a process's children, as the kernel lists them.
[[nodiscard]] QByteArray childrenOf(qint64 pid);

} // namespace pierhead::test
