#include "pullwatch.h"

#include <QStringList>

namespace pierhead::engine {

namespace {

/// Docker's and Podman's words for a layer that the registry has yet to send, or to finish.
bool isComing(const QString &status)
{
    static const QStringList words{QStringLiteral("Pulling fs layer"),
                                   QStringLiteral("Waiting"),
                                   QStringLiteral("Downloading")};
    return words.contains(status) || status.startsWith(QStringLiteral("Retrying in "));
}

/// For one that is there, and that the engine is not done with.
bool isWorkedOn(const QString &status)
{
    static const QStringList words{QStringLiteral("Verifying Checksum"),
                                   QStringLiteral("Download complete"),
                                   QStringLiteral("Extracting")};
    return words.contains(status);
}

} // namespace

PullWatch::PullWatch(std::chrono::milliseconds limit, StopToken outer)
    : m_silence(limit)
    , m_limit(limit, std::move(outer))
{ }

void PullWatch::take(const TransferProgress &progress)
{
    m_coming.remove(progress.id);
    m_unpacked.remove(progress.id);
    if (isComing(progress.status)) {
        m_coming.insert(progress.id);
    } else if (isWorkedOn(progress.status)) {
        m_unpacked.insert(progress.id);
    }
    if (m_coming.isEmpty() && !m_unpacked.isEmpty()) {
        m_limit.pause();
    } else {
        m_limit.restart();
    }
}

Error PullWatch::explain(const QString &reference, Error error) const
{
    if (!m_limit.ended(error)) {
        return error;
    }
    return {ErrorCode::Timeout,
            Text::english("Pulling %1 was given up: nothing came from the registry for %2 seconds. "
                          "Try again later, and look whether the engine's machine reaches the "
                          "registry.")
                .arg(reference)
                .arg(std::chrono::duration_cast<std::chrono::seconds>(m_silence).count())};
}

} // namespace pierhead::engine
