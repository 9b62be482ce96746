#include "pagezoom.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace pierhead::desktop {

namespace {

/// The first and the last are the web engine's limits.
constexpr std::array zoomFactors{
    0.25, 0.33, 0.5, 0.67, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0};

} // namespace

void PageZoom::setFactor(double factor)
{
    take(*std::min_element(
        zoomFactors.begin(), zoomFactors.end(), [factor](double one, double other) {
            return std::abs(one - factor) < std::abs(other - factor);
        }));
}

void PageZoom::enlarge()
{
    const auto next = std::upper_bound(zoomFactors.begin(), zoomFactors.end(), m_factor);
    take(next == zoomFactors.end() ? m_factor : *next);
}

void PageZoom::shrink()
{
    const auto here = std::lower_bound(zoomFactors.begin(), zoomFactors.end(), m_factor);
    take(here == zoomFactors.begin() ? m_factor : *std::prev(here));
}

void PageZoom::reset()
{
    take(1);
}

void PageZoom::take(double factor)
{
    if (factor < m_factor || factor > m_factor) {
        m_factor = factor;
        Q_EMIT changed(factor);
    }
}

} // namespace pierhead::desktop
