#include "servicelist.h"

#include <QScrollArea>

namespace pierhead::desktop {

ServiceList::ServiceList(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
{
    setProperty("look", QStringLiteral("card"));
    setAccessibleName(tr("Services"));
    auto *caption = new QLabel(tr("SERVICES"), this);
    caption->setProperty("look", QStringLiteral("caption"));
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setProperty("look", QStringLiteral("clear"));
    auto *content = new QWidget(scroll);
    content->setProperty("look", QStringLiteral("clear"));
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(12);
    m_layout->addStretch(1);
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 8, 12);
    layout->setSpacing(8);
    layout->addWidget(caption);
    layout->addWidget(scroll, 1);
}

void ServiceList::setServices(const std::vector<backend::ServiceState> &services)
{
    std::map<QString, ServiceRow *> former = std::exchange(m_rows, {});
    m_names.clear();
    for (const backend::ServiceState &service : services) {
        m_names.emplace(service.container, service.name);
        if (const auto known = former.find(service.name); known != former.end()) {
            m_rows.insert(former.extract(known));
        } else if (m_rows.count(service.name) == 0) {
            auto *row = new ServiceRow(m_theme, m_layout->parentWidget());
            connect(row, &ServiceRow::toggled, this, &ServiceList::tellHidden);
            m_layout->insertWidget(m_layout->count() - 1, row);
            m_rows.emplace(service.name, row);
        }
        m_rows.at(service.name)->setService(service);
    }
    for (const auto &[name, row] : former) {
        row->hide();
        row->deleteLater();
    }
    if (!former.empty()) {
        tellHidden();
    }
}

void ServiceList::setUsage(const QString &container,
                           const std::optional<backend::ServiceUsage> &usage)
{
    if (const auto name = m_names.find(container); name != m_names.end()) {
        m_rows.at(name->second)->setUsage(usage);
    }
}

void ServiceList::tellHidden()
{
    QSet<QString> hidden;
    for (const auto &[name, row] : m_rows) {
        if (!row->isChecked()) {
            hidden.insert(name);
        }
    }
    Q_EMIT hiddenChanged(hidden);
}

} // namespace pierhead::desktop
