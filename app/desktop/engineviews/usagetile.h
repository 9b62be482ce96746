#pragma once

#include "sparkline.h"

#include <QFrame>
#include <QLabel>

namespace pierhead::desktop {

/// One thing that a container takes: its name, the figure of now, and the last minute as lines.
class UsageTile final : public QFrame
{
    Q_OBJECT

public:
    /// `name` is also the label's object name, as "usage-<name>".
    UsageTile(const Theme &theme, const QString &title, const QString &name, QWidget *parent);

    void setUsage(const QString &figure, const QString &note, const std::vector<double> &samples);
    /// Nothing is known.
    void clear();

private:
    QLabel *m_figure;
    QLabel *m_note;
    Sparkline *m_line;
};

} // namespace pierhead::desktop
