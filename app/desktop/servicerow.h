#pragma once

#include "theme.h"

#include <host/backend/servicestate.h>
#include <host/backend/serviceusage.h>

#include <QCheckBox>
#include <QLabel>

namespace pierhead::desktop {

/// One service of a backend beside its logs: whether its lines are shown, how it is, and what it
/// takes.
class ServiceRow final : public QWidget
{
    Q_OBJECT

public:
    ServiceRow(const Theme &theme, QWidget *parent);

    void setService(const backend::ServiceState &service);
    /// Nothing while it does not run.
    void setUsage(const std::optional<backend::ServiceUsage> &usage);

    [[nodiscard]] bool isChecked() const { return m_check->isChecked(); }

Q_SIGNALS:
    void toggled();

private:
    void refreshIcon();

    const Theme &m_theme;
    QCheckBox *m_check;
    QLabel *m_state;
    QLabel *m_usage;
    QLabel *m_reason;
    QString m_name;
};

} // namespace pierhead::desktop
