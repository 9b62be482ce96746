#include <host/backend/execkiller.h>
#include <host/backend/guardedexecs.h>
#include <host/engine/engine.h>

#include <QCoreApplication>
#include <QTimer>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <unistd.h>

/// The program pierhead-exec-guard. It reads which execs run, as ExecGuard writes it, until the
/// program that runs them is gone, however that ended; then it kills what they have left. That one
/// starts it, and nobody else has to.

using namespace pierhead;

namespace {

/// For all of them; an engine far away is asked a dozen times. Nobody waits for this. What is
/// stopped then may have a container to remove.
constexpr std::chrono::seconds killPatience{10};
constexpr std::chrono::seconds stopPatience{2};

extern "C" void outlive(int) { }

/// Who ends a session or a service sends these to all that is in it at once, and this has its work
/// to do after the others have ended. A handler, since what is ignored would be so by `ssh`, too.
void outliveSignals()
{
    struct sigaction action
    { };

    action.sa_handler = outlive;
    action.sa_flags = SA_RESTART;
    for (const int number : {SIGHUP, SIGINT, SIGTERM}) {
        ::sigaction(number, &action, nullptr);
    }
}

/// What runs when the input ends.
backend::GuardedExecs readToEnd()
{
    backend::GuardedExecs execs;
    QByteArray bytes;
    std::array<char, 4096> piece{};
    for (;;) {
        const ssize_t count = ::read(STDIN_FILENO, piece.data(), piece.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return execs;
        }
        bytes.append(piece.data(), count);
        for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n')) {
            execs.take(bytes.left(end));
            bytes.remove(0, end + 1);
        }
    }
}

Task<void> killOn(QString engineKey, std::vector<backend::GuardedExec> execs, StopToken stop)
{
    const auto engine = co_await engine::Engine::at(engineKey, Paths::fromEnvironment(), stop);
    if (!engine) {
        co_return;
    }
    std::vector<Task<bool>> kills; // all at once
    kills.reserve(execs.size());
    for (const backend::GuardedExec &exec : execs) {
        kills.push_back(backend::killExec((*engine)->client(), exec.container, exec.id, stop));
    }
    for (Task<bool> &kill : kills) {
        co_await kill;
    }
}

void killAll(const backend::GuardedExecs &execs)
{
    std::map<QString, std::vector<backend::GuardedExec>> byEngine;
    for (const backend::GuardedExec &exec : execs.all()) {
        byEngine[exec.engine].push_back(exec);
    }
    StopSource stop;
    std::size_t left = byEngine.size();
    const auto done = [&left] {
        if (--left == 0) {
            QCoreApplication::quit();
        }
    };
    for (const auto &[engine, ofEngine] : byEngine) {
        QCoro::connect(
            killOn(engine, ofEngine, stop.get_token()), QCoreApplication::instance(), done);
    }
    QTimer::singleShot(killPatience, [&stop] { stop.request_stop(); });
    QTimer::singleShot(killPatience + stopPatience, [] { QCoreApplication::quit(); });
    if (left > 0) {
        QCoreApplication::exec();
    }
}

} // namespace

int main(int argc, char *argv[])
{
    outliveSignals();
    const backend::GuardedExecs execs = readToEnd();
    if (!execs.isEmpty()) {
        const QCoreApplication application(argc, argv);
        killAll(execs);
    }
    return 0;
}
