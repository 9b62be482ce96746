#pragma once

#include <QDateTime>

#include <chrono>
#include <deque>
#include <vector>

namespace pierhead::desktop {

/// What one or two figures were in the last minutes, as samples in the order of their time. Engines
/// differ in how many there are: one a second, or one in five.
class UsageHistory final
{
public:
    /// Older samples go.
    static constexpr std::chrono::minutes longest{5};

    struct Sample
    {
        qint64 time = 0; ///< milliseconds
        std::vector<double> values;
        bool isContinued = true; ///< something is known of the time since the one before
    };

    /// One that is not later than the last begins anew: somebody set the clock.
    void add(const QDateTime &time, std::vector<double> values);

    /// Nothing is known from the last sample to the next.
    void interrupt() { m_isContinued = false; }

    [[nodiscard]] const std::deque<Sample> &samples() const { return m_samples; }

    /// Of all values; 0 where there are none.
    [[nodiscard]] double largest() const;
    /// What a chart of it shows, up to the last sample: one, two or five minutes.
    [[nodiscard]] std::chrono::minutes span() const;

private:
    std::deque<Sample> m_samples;
    bool m_isContinued = false;
};

} // namespace pierhead::desktop
