#include "imagelabels.h"
#include "offeredapi.h"

#include <QRegularExpression>

#include <array>
#include <optional>

namespace pierhead::extensions {

namespace {

using Version = std::array<int, 3>;

constexpr Version endless{INT_MAX, 0, 0};

/// A version of which the last parts may be absent or wildcards.
struct PartialVersion
{
    Version floor{0, 0, 0};
    std::size_t given = 0;
    bool hasWildcard = false;
    bool isPrerelease = false;

    /// The first version past all that this one stands for, when it is `parts` long.
    [[nodiscard]] Version next(std::size_t parts) const
    {
        if (parts == 0) {
            return endless;
        }
        Version version{0, 0, 0};
        std::copy_n(floor.begin(), parts, version.begin());
        ++version.at(parts - 1);
        return version;
    }
};

/// What one operator allows: from `low` to before `high`.
struct Range
{
    Version low{0, 0, 0};
    Version high = endless;

    [[nodiscard]] bool contains(const Version &version) const
    {
        return low <= version && version < high;
    }
};

/// A caret allows what keeps the leftmost part that is not 0.
Version caretEnd(const PartialVersion &version)
{
    for (std::size_t part = 0; part < version.given; ++part) {
        if (version.floor.at(part) != 0) {
            return version.next(part + 1);
        }
    }
    return version.next(version.given);
}

bool isAllowed(const QString &comparison, const PartialVersion &version)
{
    const Range exactly{version.floor, version.next(version.given)};
    if (comparison.isEmpty()) {
        // A pre-release is of the time before the API's numbers began again at 0.
        return version.isPrerelease
            || (version.hasWildcard ? exactly : Range{version.floor, endless}).contains(offeredApi);
    }
    if (comparison == QLatin1String("!=")) {
        return !exactly.contains(offeredApi);
    }
    if (comparison == QLatin1String(">=") || comparison == QLatin1String("=>")) {
        return offeredApi >= exactly.low;
    }
    if (comparison == QLatin1String("<=") || comparison == QLatin1String("=<")) {
        return offeredApi < exactly.high;
    }
    if (comparison == QLatin1String(">")) {
        return offeredApi >= exactly.high;
    }
    if (comparison == QLatin1String("<")) {
        return offeredApi < exactly.low;
    }
    if (comparison == QLatin1String("^")) {
        return Range{version.floor, caretEnd(version)}.contains(offeredApi);
    }
    if (comparison.startsWith(QLatin1Char('~'))) {
        const std::size_t kept = std::min<std::size_t>(version.given, 2);
        return Range{version.floor, version.next(kept)}.contains(offeredApi);
    }
    return exactly.contains(offeredApi);
}

PartialVersion versionOf(const QRegularExpressionMatch &match)
{
    PartialVersion version;
    for (std::size_t part = 0; part < version.floor.size(); ++part) {
        const QString text = match.captured(static_cast<int>(part) + 2);
        bool isNumber = false;
        const int number = text.toInt(&isNumber);
        if (!isNumber) {
            version.hasWildcard = !text.isEmpty();
            break;
        }
        version.floor.at(part) = number;
        ++version.given;
    }
    version.isPrerelease = !match.captured(5).isEmpty();
    return version;
}

/// Whether all terms ("a, b" or "a b") hold; nothing where the text is no constraint.
std::optional<bool> allHold(const QString &text)
{
    static const QRegularExpression term(
        QStringLiteral("\\G[\\s,]*(>=|=>|<=|=<|!=|~>|>|<|=|\\^|~)?\\s*v?([0-9]{1,9}|[xX*])"
                       "(?:\\.([0-9]{1,9}|[xX*]))?(?:\\.([0-9]{1,9}|[xX*]))?(-[0-9A-Za-z.-]+)?"
                       "(?:\\+[0-9A-Za-z.-]+)?(?=[\\s,<>=!~^]|\\z)"));
    bool holds = true;
    qsizetype position = 0;
    while (position < text.size()) {
        const QRegularExpressionMatch match = term.match(text, position);
        if (!match.hasMatch()) {
            return std::nullopt;
        }
        holds = isAllowed(match.captured(1), versionOf(match)) && holds;
        position = match.capturedEnd();
    }
    return holds;
}

} // namespace

QString offeredApiVersion()
{
    return QStringLiteral("%1.%2.%3").arg(offeredApi[0]).arg(offeredApi[1]).arg(offeredApi[2]);
}

bool isApiVersionSupported(const QString &constraint)
{
    bool anyHolds = false;
    const QStringList alternatives = constraint.split(QStringLiteral("||"));
    for (const QString &alternative : alternatives) {
        const std::optional<bool> holds = allHold(alternative.trimmed());
        if (!holds) {
            return true;
        }
        anyHolds = anyHolds || *holds;
    }
    return anyHolds;
}

bool isApiVersionWellFormed(const QString &constraint)
{
    const QStringList alternatives = constraint.split(QStringLiteral("||"));
    return std::all_of(alternatives.cbegin(), alternatives.cend(), [](const QString &alternative) {
        return !alternative.trimmed().isEmpty() && allHold(alternative.trimmed()).has_value();
    });
}

} // namespace pierhead::extensions
