#include "fault.h"

#include <utility>

namespace pierhead::extensions {

Fault::Fault(Severity kind, QString place, const Text &words)
    : severity(kind)
    , where(std::move(place))
    , what(words.inEnglish())
    , localWhat(words.inLocal())
{ }

Text Fault::text() const
{
    const Text words(what, localWhat);
    return where.isEmpty() ? words : Text(where + QStringLiteral(": ")) + words;
}

Text linesOf(const std::vector<Fault> &faults)
{
    Text lines;
    for (const Fault &fault : faults) {
        lines += lines.isEmpty() ? fault.text() : Text(QStringLiteral("\n")) + fault.text();
    }
    return lines;
}

} // namespace pierhead::extensions
