#include "backendlabels.h"

#include "backendlimits.h"

#include <QCryptographicHash>

namespace pierhead::backend {

namespace {

/// Compose compares it to see whether a container is as its file says.
QString configHash(const BackendSpec &spec, const QString &imageId)
{
    const QStringList parts{spec.id.value(), spec.image, imageId, spec.displayName, spec.socket};
    return QString::fromLatin1(
        QCryptographicHash::hash(parts.join(QLatin1Char('\n')).toUtf8(), QCryptographicHash::Sha256)
            .toHex());
}

} // namespace

engine::Labels serviceLabels(const BackendSpec &spec, const QString &imageId)
{
    engine::Labels labels{
        {extensionLabel, QStringLiteral("true")},
        {QStringLiteral("com.docker.desktop.extension.name"), spec.displayName},
        {idLabel, spec.id.value()},
        {projectLabel, spec.id.projectName()},
        {serviceLabel, spec.id.slug()},
        {QStringLiteral("com.docker.compose.container-number"), QStringLiteral("1")},
        {QStringLiteral("com.docker.compose.oneoff"), QStringLiteral("False")},
        {QStringLiteral("com.docker.compose.image"), imageId},
        {QStringLiteral("com.docker.compose.config-hash"), configHash(spec, imageId)},
        {QStringLiteral("com.docker.compose.project.config_files"), QString()},
        {QStringLiteral("com.docker.compose.project.working_dir"), QString()},
    };
    if (const QString limits = limitsText(spec.limits); !limits.isEmpty()) {
        labels.insert(limitsLabel, limits);
    }
    return labels;
}

engine::Labels networkLabels(const extensions::ExtensionId &id)
{
    return {{projectLabel, id.projectName()},
            {QStringLiteral("com.docker.compose.network"), QStringLiteral("default")}};
}

QMap<QString, QStringList> ofProject(const extensions::ExtensionId &id)
{
    return {{QStringLiteral("label"), {projectLabel + QLatin1Char('=') + id.projectName()}}};
}

} // namespace pierhead::backend
