#pragma once

#include <host/base/text.h>

#include <vector>

namespace pierhead::extensions {

/// One thing that is wrong with an image or a metadata.json.
struct Fault
{
    enum class Severity {
        Error,
        Warning,
    };

    Fault() = default;
    Fault(Severity kind, QString place, const Text &words);

    Severity severity = Severity::Error;
    QString where;     ///< the label's name, or the JSON path ("/ui/dashboard-tab/root")
    QString what;      ///< what is wrong and what is expected there
    QString localWhat; ///< the same in the window's language

    /// "<where>: <what>"
    [[nodiscard]] QString toString() const { return text().inEnglish(); }

    /// The same in both languages.
    [[nodiscard]] Text text() const;
};

/// All of them, one a line.
[[nodiscard]] Text linesOf(const std::vector<Fault> &faults);

} // namespace pierhead::extensions
