#pragma once

#include <QObject>

namespace pierhead::desktop {

/// How large the pages of extensions are shown: one factor for all of them, out of those that
/// browsers have.
class PageZoom final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// 1 is the actual size.
    [[nodiscard]] double factor() const { return m_factor; }

    /// The one that is nearest to it.
    void setFactor(double factor);
    void enlarge();
    void shrink();
    void reset();

Q_SIGNALS:
    void changed(double factor);

private:
    void take(double factor);

    double m_factor = 1;
};

} // namespace pierhead::desktop
