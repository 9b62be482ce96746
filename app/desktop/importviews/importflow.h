#pragma once

#include <app/desktop/installflow.h>
#include <host/desktopimport/desktopextensions.h>

#include <deque>

namespace pierhead::desktop {

/// Installs several extensions through the window's one install, one after the other. One that
/// fails is put away and told at the end; a cancel ends the whole.
class ImportFlow final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportFlow)

public:
    /// One that was not installed, and why.
    struct Failure
    {
        QString title;
        Error error;
    };

    ImportFlow(InstallFlow &install, QObject *parent);

    /// The user has agreed to these. Nothing happens while another install is under way but
    /// InstallFlow::refused().
    void start(const std::vector<desktopimport::DesktopExtension> &extensions);

    [[nodiscard]] const std::vector<Failure> &failures() const { return m_failures; }

Q_SIGNALS:
    /// All were tried, or the user cancelled.
    void finished(int wanted, int installed);

private:
    void next();
    void follow();
    void noteFailure();
    void end();

    InstallFlow &m_install;
    std::deque<desktopimport::DesktopExtension> m_waiting;
    QString m_title; ///< of the one that is being installed
    std::vector<Failure> m_failures;
    int m_wanted = 0;
    int m_installed = 0;
    bool m_isRunning = false;
};

} // namespace pierhead::desktop
