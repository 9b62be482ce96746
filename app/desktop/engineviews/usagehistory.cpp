#include "usagehistory.h"

#include <algorithm>

namespace pierhead::desktop {

namespace {

using namespace std::chrono_literals;

qint64 milliseconds(std::chrono::milliseconds duration)
{
    return duration.count();
}

} // namespace

void UsageHistory::add(const QDateTime &time, std::vector<double> values)
{
    const qint64 now = time.toMSecsSinceEpoch();
    if (!m_samples.empty() && now <= m_samples.back().time) {
        m_samples.clear();
    }
    const bool isContinued = m_isContinued && !m_samples.empty();
    m_samples.push_back({.time = now, .values = std::move(values), .isContinued = isContinued});
    m_isContinued = true;
    while (m_samples.front().time < now - milliseconds(longest)) {
        m_samples.pop_front();
    }
}

double UsageHistory::largest() const
{
    double largest = 0;
    for (const Sample &sample : m_samples) {
        for (const double value : sample.values) {
            largest = std::max(largest, value);
        }
    }
    return largest;
}

std::chrono::minutes UsageHistory::span() const
{
    const qint64 known = m_samples.empty() ? 0 : m_samples.back().time - m_samples.front().time;
    for (const std::chrono::minutes span : {1min, 2min}) {
        if (known <= milliseconds(span)) {
            return span;
        }
    }
    return longest;
}

} // namespace pierhead::desktop
