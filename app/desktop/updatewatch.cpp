#include "updatewatch.h"

#include <host/updates/updatelookup.h>

#include <chrono>

namespace pierhead::desktop {

UpdateWatch::UpdateWatch(Paths paths, const ExtensionModel &model)
    : m_paths(std::move(paths))
    , m_model(model)
    , m_known(updates::UpdateCache(m_paths).read())
{
    // Not once a day, which a machine that sleeps would count anew.
    m_timer.setInterval(std::chrono::hours(1));
    connect(&m_timer, &QTimer::timeout, this, &UpdateWatch::check);
}

UpdateWatch::~UpdateWatch()
{
    m_stop.request_stop();
}

void UpdateWatch::start()
{
    m_timer.start();
    check();
}

void UpdateWatch::check()
{
    if (m_isAsking) {
        return;
    }
    m_isAsking = true;
    std::vector<extensions::InstalledExtension> installed;
    for (const ExtensionRow &row : m_model.rows()) {
        installed.push_back(row.extension);
    }
    const updates::LookupRequest request;
    QCoro::connect(updates::lookUpVersions(m_paths, installed, request, m_stop.get_token()),
                   this,
                   [this](const std::vector<Error> &) { take(); });
}

void UpdateWatch::take()
{
    m_isAsking = false;
    m_known = updates::UpdateCache(m_paths).read();
    Q_EMIT changed();
}

} // namespace pierhead::desktop
