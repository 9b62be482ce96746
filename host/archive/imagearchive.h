#pragma once

#include <host/base/result.h>

#include <QString>
#include <QStringList>

#include <nlohmann/json_fwd.hpp>

namespace pierhead::archive {

/// A file that an engine can load an image from.
struct ImageArchive
{
    enum class Format {
        DockerSave, ///< has manifest.json
        OciLayout,  ///< has oci-layout and index.json
    };

    Format format = Format::DockerSave;
    bool isCompressed = false;
    QStringList references; ///< the names its images were saved under; empty for untagged ones
};

/// Reads the list of contents. InvalidImage where the file is no such archive or is cut off, Io
/// where it cannot be read. Takes as long as it takes to read the file.
[[nodiscard]] Result<ImageArchive> inspectImageArchive(const QString &file);

/// The name that an entry of an OCI layout's index gives its image; empty where it has none.
[[nodiscard]] QString nameInLayout(const nlohmann::json &descriptor);

} // namespace pierhead::archive
