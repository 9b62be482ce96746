#pragma once

#include "servicerow.h"

#include <QFrame>
#include <QSet>
#include <QVBoxLayout>

#include <map>

namespace pierhead::desktop {

/// The services of a backend beside its logs.
class ServiceList final : public QFrame
{
    Q_OBJECT

public:
    ServiceList(const Theme &theme, QWidget *parent);

    void setServices(const std::vector<backend::ServiceState> &services);
    void setUsage(const QString &container, const std::optional<backend::ServiceUsage> &usage);

Q_SIGNALS:
    /// The names of those whose lines are not to be shown.
    void hiddenChanged(const QSet<QString> &services);

private:
    void tellHidden();

    const Theme &m_theme;
    QVBoxLayout *m_layout = nullptr;
    std::map<QString, ServiceRow *> m_rows; ///< by name: a new container is the same service
    std::map<QString, QString> m_names;     ///< by container
};

} // namespace pierhead::desktop
