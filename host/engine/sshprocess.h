#pragma once

#include <host/base/result.h>

#include <QByteArray>
#include <QStringList>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <vector>

namespace pierhead::engine {

/// A child program whose standard input and output are one socket, in a session of its own: it has
/// no terminal to ask on, and signals of ours do not reach it. It gets SIGKILL from the kernel when
/// the I/O thread ends. For the I/O thread alone. Private to host/engine.
class SshProcess final : public std::enable_shared_from_this<SshProcess>
{
public:
    struct Started
    {
        std::shared_ptr<SshProcess> process;
        int socket = -1; ///< our end, for the caller to close
    };

    /// `program` is an absolute path.
    [[nodiscard]] static Result<Started> start(const QString &program,
                                               const QStringList &arguments);

    explicit SshProcess(int pid);
    ~SshProcess();
    Q_DISABLE_COPY_MOVE(SshProcess)

    /// Ends it and what it started: SIGTERM, and SIGKILL after a second.
    void end();
    /// Calls it when the process has ended, at once where it has.
    void whenEnded(std::function<void()> callback);

    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }

    /// Of one that has ended: its exit code, or -1 for a signal.
    [[nodiscard]] int exitCode() const { return m_exitCode; }

    /// The last that it wrote to standard error.
    [[nodiscard]] QString words() const;

private:
    using error_code = boost::system::error_code;

    void watch(int processHandle, int standardError);
    void waitForWords();
    /// What is there; whether more may come.
    [[nodiscard]] bool readWords();
    void reap();

    int m_pid;
    boost::asio::posix::stream_descriptor m_handle; ///< readable when it has ended
    boost::asio::posix::stream_descriptor m_standardError;
    boost::asio::steady_timer m_patience;
    QByteArray m_words;
    std::vector<std::function<void()>> m_callbacks;
    bool m_hasEnded = false;
    int m_exitCode = -1;
};

} // namespace pierhead::engine
