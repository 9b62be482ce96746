#include "versions.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>

namespace pierhead::registry {

namespace {

using ReleaseNumbers = std::array<quint64, 3>;

/// Nothing for a pre-release, and for what is no version.
std::optional<ReleaseNumbers> releaseOf(const QString &tag)
{
    // A tag has at most 128 characters; a number that no quint64 holds is no version of anything.
    static const QRegularExpression release(
        QStringLiteral("\\Av?(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)"
                       "(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?\\z"));
    const QRegularExpressionMatch match = release.match(tag);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    ReleaseNumbers numbers{};
    for (std::size_t part = 0; part < numbers.size(); ++part) {
        bool fits = false;
        numbers.at(part) = match.captured(static_cast<int>(part) + 1).toULongLong(&fits);
        if (!fits) {
            return std::nullopt;
        }
    }
    return numbers;
}

} // namespace

QString greatestVersion(const QStringList &tags)
{
    QString greatest;
    ReleaseNumbers most{};
    for (const QString &tag : tags) {
        const std::optional<ReleaseNumbers> numbers = releaseOf(tag);
        if (numbers && (greatest.isEmpty() || *numbers > most)) {
            greatest = tag;
            most = *numbers;
        }
    }
    return greatest;
}

QStringList versionsAfter(const QString &tag, const QStringList &tags)
{
    const std::optional<ReleaseNumbers> least = releaseOf(tag);
    std::vector<std::pair<ReleaseNumbers, QString>> greater;
    for (const QString &other : tags) {
        const std::optional<ReleaseNumbers> numbers = releaseOf(other);
        if (least && numbers && *numbers > *least) {
            greater.emplace_back(*numbers, other);
        }
    }
    std::stable_sort(greater.begin(), greater.end(), [](const auto &left, const auto &right) {
        return left.first > right.first;
    });
    greater.erase(
        std::unique(greater.begin(),
                    greater.end(),
                    [](const auto &left, const auto &right) { return left.first == right.first; }),
        greater.end());
    QStringList found;
    for (const auto &[numbers, other] : greater) {
        found.append(other);
    }
    return found;
}

} // namespace pierhead::registry
