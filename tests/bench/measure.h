#pragma once

#include <QElapsedTimer>
#include <QStringList>

#include <vector>

namespace pierhead::bench {

/// Milliseconds of a series of runs.
class Series final
{
public:
    void add(double milliseconds) { m_values.push_back(milliseconds); }

    void add(const Series &more)
    {
        m_values.insert(m_values.end(), more.m_values.begin(), more.m_values.end());
    }

    [[nodiscard]] double median() const { return quantile(0.5); }

    [[nodiscard]] double quantile(double part) const;

private:
    std::vector<double> m_values;
};

/// Calls the function `count` times and takes the time of each call.
template <typename Function>
[[nodiscard]] Series measure(int count, Function function)
{
    Series series;
    QElapsedTimer timer;
    for (int run = 0; run < count; ++run) {
        timer.start();
        function();
        series.add(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return series;
}

/// A table of figures, each beside its limit, in Markdown.
class Table final
{
public:
    /// A figure that others are compared with.
    void add(const QString &name, double milliseconds);
    void add(const QString &name, const Series &series);
    /// A figure that has a limit, in milliseconds; `limitName` says where that comes from.
    void add(const QString &name, double milliseconds, double limit, const QString &limitName);

    void print() const;

private:
    QStringList m_rows;
};

} // namespace pierhead::bench
