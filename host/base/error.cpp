#include "error.h"

#include <utility>

namespace pierhead {

Error::Error(ErrorCode kind, const Text &words, const Text &matter, QString wanting)
    : code(kind)
    , message(words.inEnglish())
    , detail(matter.inEnglish())
    , registry(std::move(wanting))
    , localMessage(words.inLocal())
    , localDetail(matter.inLocal())
{ }

void Error::setText(const Text &words)
{
    message = words.inEnglish();
    localMessage = words.inLocal();
}

QString wireName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled:
        return QStringLiteral("cancelled");
    case ErrorCode::Timeout:
        return QStringLiteral("timeout");
    case ErrorCode::EngineUnreachable:
        return QStringLiteral("engine-unreachable");
    case ErrorCode::EngineRefused:
        return QStringLiteral("engine-refused");
    case ErrorCode::NotFound:
        return QStringLiteral("not-found");
    case ErrorCode::Conflict:
        return QStringLiteral("conflict");
    case ErrorCode::InvalidImage:
        return QStringLiteral("invalid-image");
    case ErrorCode::InvalidManifest:
        return QStringLiteral("invalid-manifest");
    case ErrorCode::InvalidArgument:
        return QStringLiteral("invalid-argument");
    case ErrorCode::PermissionDenied:
        return QStringLiteral("permission-denied");
    case ErrorCode::ProcessFailed:
        return QStringLiteral("process-failed");
    case ErrorCode::Io:
        return QStringLiteral("io");
    case ErrorCode::Protocol:
        return QStringLiteral("protocol");
    }
    Q_UNREACHABLE();
}

Error withContext(const Text &doing, Error error)
{
    error.setText(doing + QStringLiteral(": ") + error.text());
    return error;
}

} // namespace pierhead
