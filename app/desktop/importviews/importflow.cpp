#include "importflow.h"

namespace pierhead::desktop {

ImportFlow::ImportFlow(InstallFlow &install, QObject *parent)
    : QObject(parent)
    , m_install(install)
{
    connect(&install, &InstallFlow::stateChanged, this, &ImportFlow::follow);
    connect(&install, &InstallFlow::installed, this, [this] {
        if (m_isRunning) {
            ++m_installed;
            next();
        }
    });
    connect(&install, &InstallFlow::cancelled, this, &ImportFlow::end);
}

void ImportFlow::start(const std::vector<desktopimport::DesktopExtension> &extensions)
{
    if (extensions.empty()) {
        return;
    }
    if (m_install.isBusy()) {
        m_install.request(extensions.front().source());
        return;
    }
    m_waiting.assign(extensions.begin(), extensions.end());
    m_failures.clear();
    m_wanted = static_cast<int>(extensions.size());
    m_installed = 0;
    m_isRunning = true;
    next();
}

void ImportFlow::next()
{
    if (m_waiting.empty()) {
        end();
        return;
    }
    const desktopimport::DesktopExtension extension = m_waiting.front();
    m_waiting.pop_front();
    m_title = extension.title;
    m_install.request(extension.source());
    m_install.confirm();
}

void ImportFlow::follow()
{
    if (!m_isRunning) {
        return;
    }
    if (m_install.state() == InstallFlow::State::Cancelling) {
        m_waiting.clear();
    } else if (m_install.state() == InstallFlow::State::Failed) {
        // Once everybody has heard of it.
        QMetaObject::invokeMethod(this, &ImportFlow::noteFailure, Qt::QueuedConnection);
    }
}

void ImportFlow::noteFailure()
{
    if (!m_isRunning || m_install.state() != InstallFlow::State::Failed) {
        return;
    }
    m_failures.push_back({m_title, m_install.error()});
    m_install.cancel();
    next();
}

void ImportFlow::end()
{
    if (m_isRunning) {
        m_isRunning = false;
        m_waiting.clear();
        Q_EMIT finished(m_wanted, m_installed);
    }
}

} // namespace pierhead::desktop
