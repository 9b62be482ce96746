#include "registryname.h"

#include "imagereference.h"

#include <QRegularExpression>

namespace pierhead::extensions {

Result<QString> registryNamed(const QString &text)
{
    static const QRegularExpression scheme(QStringLiteral("\\Ahttps?://"));
    QString name = text;
    name.remove(scheme);
    while (name.endsWith(QLatin1Char('/'))) {
        name.chop(1);
    }
    if (name.isEmpty() || name == QStringLiteral("index.docker.io/v1")) {
        return QStringLiteral("docker.io");
    }
    // What a reference takes for a registry in front of a repository.
    const QString any = QStringLiteral("any");
    const auto reference = ImageReference::parse(name + QLatin1Char('/') + any);
    const bool isRegistry = reference && (reference->path() == any || reference->repository == any);
    if (!isRegistry) {
        return failure(ErrorCode::InvalidArgument,
                       Text::english("\"%1\" is no registry. One is the name of a host, "
                                     "\"ghcr.io\", or a host and a port, \"localhost:5000\".")
                           .arg(text));
    }
    return reference->registry();
}

} // namespace pierhead::extensions
