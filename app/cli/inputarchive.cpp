#include "inputarchive.h"

#include <host/base/background.h>

#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <unistd.h>

namespace pierhead::cli {

namespace {

/// Waits for bytes, the end, or a stop.
bool waitForInput(int descriptor, const StopToken &stop)
{
    constexpr int milliseconds = 100;
    pollfd ready{descriptor, POLLIN, 0};
    while (!stop.stop_requested()) {
        if (::poll(&ready, 1, milliseconds) > 0) {
            return true;
        }
    }
    return false;
}

Result<void> copy(int descriptor, const QString &path, const StopToken &stop)
{
    constexpr std::size_t pieceSize = 256UL * 1024;
    QFile file(path);
    std::array<char, pieceSize> piece{};
    bool isWritten = file.open(QIODevice::WriteOnly);
    while (isWritten) {
        if (!waitForInput(descriptor, stop)) {
            return cancelled(QStringLiteral("Reading standard input"));
        }
        const ssize_t got = ::read(descriptor, piece.data(), piece.size());
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) {
            continue;
        }
        if (got < 0) {
            return failure(ErrorCode::Io,
                           QStringLiteral("Reading standard input failed: %1.")
                               .arg(QString::fromLocal8Bit(std::strerror(errno))));
        }
        if (got == 0) {
            break;
        }
        isWritten = file.write(piece.data(), got) == got;
    }
    if (!isWritten || !file.flush()) {
        return failure(
            ErrorCode::Io,
            QStringLiteral("Standard input could not be kept in %1: %2. Look whether the "
                           "disk is full.")
                .arg(path, file.errorString()));
    }
    if (file.size() == 0) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("Standard input is empty. `docker save NAME:TAG` writes what "
                                      "can be installed from it."));
    }
    return {};
}

} // namespace

Task<Result<InputArchive>> readInputArchive(int descriptor, QString folder, StopToken stop)
{
    InputArchive archive;
    archive.folder = std::make_unique<QTemporaryDir>(folder + QStringLiteral("/input-XXXXXX"));
    archive.path = archive.folder->path() + QStringLiteral("/standard-input");
    const QString path = archive.path;
    const auto work = [descriptor, path, stop] {
        return copy(descriptor, path, stop);
    };
    const Result<void> copied = co_await runInBackground(work);
    if (!copied) {
        co_return tl::unexpected<Error>(copied.error());
    }
    co_return archive;
}

} // namespace pierhead::cli
