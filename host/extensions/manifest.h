#pragma once

#include "fault.h"

#include <host/base/result.h>

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace pierhead::extensions {

/// `ui.dashboard-tab` (contract 1.3). Paths are relative to the image's root, without a leading
/// slash.
struct DashboardTab
{
    QString title;
    QString root;          ///< folder
    QString src;           ///< entry page, relative to root
    QString backendSocket; ///< or empty
};

/// `vm`: composefile wins where an author gives both.
struct BackendManifest
{
    QString image;         ///< a reference, or "${DESKTOP_PLUGIN_IMAGE}"; empty for compose
    QString composeFile;   ///< path in the image; empty for image
    QString exposedSocket; ///< file name under /run/guest-services, or empty
};

/// metadata.json as a struct (contract 1.3). Everything is optional.
struct Manifest
{
    QString icon;                           ///< path in the image, or empty
    std::optional<DashboardTab> tab;        ///< absent also where its title is empty
    std::optional<BackendManifest> backend; ///< absent also for an empty `vm: {}`
    QStringList hostBinaries;               ///< paths in the image, for this operating system

    /// InvalidManifest: the message names the first fault, the detail all of them, each with its
    /// JSON path.
    [[nodiscard]] static Result<Manifest> parse(const QByteArray &text);
};

/// Every fault of a metadata.json at once, by the schema in resources/schemas and by what a schema
/// cannot say.
[[nodiscard]] std::vector<Fault> manifestFaults(const QByteArray &text);

} // namespace pierhead::extensions
