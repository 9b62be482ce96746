#include "measure.h"

#include <QTextStream>

#include <algorithm>
#include <cstdio>

namespace pierhead::bench {

namespace {

QString number(double milliseconds)
{
    return QString::number(milliseconds, 'f', milliseconds < 10 ? 2 : 0);
}

} // namespace

double Series::quantile(double part) const
{
    std::vector<double> sorted = m_values;
    std::sort(sorted.begin(), sorted.end());
    const auto last = static_cast<double>(sorted.size() - 1);
    return sorted.empty() ? 0 : sorted.at(static_cast<std::size_t>(last * part));
}

void Table::add(const QString &name, double milliseconds)
{
    m_rows.append(QStringLiteral("| %1 | %2 | | |").arg(name, number(milliseconds)));
}

void Table::add(const QString &name, const Series &series)
{
    m_rows.append(QStringLiteral("| %1 | %2 | 95 %: %3 | |")
                      .arg(name, number(series.median()), number(series.quantile(0.95))));
}

void Table::add(const QString &name, double milliseconds, double limit, const QString &limitName)
{
    m_rows.append(
        QStringLiteral("| %1 | %2 | %3: %4 | %5 |")
            .arg(name,
                 number(milliseconds),
                 limitName,
                 number(limit),
                 milliseconds <= limit ? QStringLiteral("kept") : QStringLiteral("**missed**")));
}

void Table::print() const
{
    QTextStream out(stdout);
    out << "| Figure | ms | beside | limit |\n|---|---|---|---|\n";
    for (const QString &row : m_rows) {
        out << row << '\n';
    }
}

} // namespace pierhead::bench
