#pragma once

#include <QString>

namespace pierhead::extensions {

/// One thing that is wrong with an image or a metadata.json.
struct Fault
{
    enum class Severity {
        Error,
        Warning,
    };

    Severity severity = Severity::Error;
    QString where; ///< the label's name, or the JSON path ("/ui/dashboard-tab/root")
    QString what;  ///< what is wrong and what is expected there

    /// "<where>: <what>"
    [[nodiscard]] QString toString() const;
};

} // namespace pierhead::extensions
