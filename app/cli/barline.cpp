#include "barline.h"

#include "plaintext.h"

#include <algorithm>
#include <array>

namespace pierhead::cli {

namespace {

constexpr qsizetype smallestBar = 8;
constexpr qsizetype largestBar = 50;

QString bar(qint64 current, qint64 total, qsizetype columns)
{
    const double share = std::clamp(double(current) / double(total), 0.0, 1.0);
    const qsizetype inner = columns - 2;
    const auto done = static_cast<qsizetype>(double(inner) * share);
    QString filled(done, QLatin1Char('='));
    if (done > 0 && done < inner) {
        filled.back() = QLatin1Char('>');
    }
    return QLatin1Char('[') + filled.leftJustified(inner) + QLatin1Char(']');
}

} // namespace

QString byteSize(qint64 bytes)
{
    constexpr std::array units{"B", "kB", "MB", "GB", "TB"};
    constexpr double step = 1000.0;
    auto value = double(bytes);
    std::size_t unit = 0;
    while (value >= step && unit + 1 < units.size()) {
        value /= step;
        ++unit;
    }
    return QString::number(value, 'f', unit == 0 ? 0 : 1) + QLatin1Char(' ')
        + QLatin1String(units.at(unit));
}

QString barLine(const QString &id, const QString &status, qint64 current, qint64 total, int width)
{
    const QString text = id.isEmpty() ? status : id + QLatin1Char(' ') + status;
    if (total <= 0) {
        return fitted(text, width);
    }
    const QString sizes =
        QStringLiteral("  ") + byteSize(current) + QLatin1Char('/') + byteSize(total);
    const qsizetype used = displayWidth(text) + sizes.size();
    if (used > width) {
        return fitted(text, width);
    }
    const qsizetype room = width - used - 1;
    if (room < smallestBar) {
        return text + sizes;
    }
    return text + QLatin1Char(' ') + bar(current, total, std::min(room, largestBar)) + sizes;
}

} // namespace pierhead::cli
