#include "suggestion.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace pierhead::cli {

namespace {

/// How many letters must be put in, taken out or changed to make one word of the other.
qsizetype editDistance(const QString &from, const QString &to)
{
    std::vector<qsizetype> row(static_cast<std::size_t>(to.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < from.size(); ++i) {
        qsizetype diagonal = row.front();
        row.front() = i + 1;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const bool isSame = from.at(i) == to.at(static_cast<qsizetype>(j) - 1);
            const qsizetype changed = diagonal + (isSame ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

QString closestMatch(const QString &word, const QStringList &candidates)
{
    QString best;
    qsizetype bestDistance = 0;
    for (const QString &candidate : candidates) {
        const bool isBeginning = word.size() >= 2 && candidate.startsWith(word);
        const qsizetype distance = isBeginning ? 0 : editDistance(word.toLower(), candidate);
        // Half of the letters may be wrong, but not three.
        const qsizetype allowed = std::min<qsizetype>(2, candidate.size() / 2);
        if (distance <= allowed && (best.isEmpty() || distance < bestDistance)) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace pierhead::cli
