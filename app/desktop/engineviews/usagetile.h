#pragma once

#include "sparkline.h"

#include <app/desktop/elidedlabel.h>

#include <QFrame>

#include <functional>

namespace pierhead::desktop {

/// One of the figures of a tile.
struct UsageLine
{
    QString name;  ///< its label's object name is "usage-<name>"
    QString sign;  ///< what stands before it, or nothing
    QString words; ///< the same where it is read out
};

/// One thing that a container takes: its name, one or two figures of now, and how they were in the
/// last minutes.
class UsageTile final : public QFrame
{
    Q_OBJECT

public:
    using Format = std::function<QString(double)>;

    UsageTile(const Theme &theme,
              const QString &title,
              std::vector<UsageLine> lines,
              Format format,
              QWidget *parent);

    /// `values` are as many as it has lines, or none, where nothing is known yet.
    void setUsage(const QDateTime &time, const std::vector<double> &values, const QString &note);
    /// Nothing is known. What was stays in the lines.
    void clear();

private:
    void setFigures(const std::vector<double> &values);
    void refreshHistory();

    std::vector<UsageLine> m_lines;
    Format m_format;
    UsageHistory m_history;
    std::vector<QLabel *> m_figures;
    ElidedLabel *m_note;
    QLabel *m_peak;
    QLabel *m_since;
    Sparkline *m_sparkline;
};

} // namespace pierhead::desktop
