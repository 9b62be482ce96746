#pragma once

#include <app/desktop/logtoolbar.h>
#include <app/desktop/logview.h>
#include <host/backend/backendlog.h>

namespace pierhead::desktop {

/// What a container writes, followed over its restarts.
class ContainerLogs final : public QWidget
{
    Q_OBJECT

public:
    ContainerLogs(const Theme &theme, const engine::EngineClient &engine, QWidget *parent);

    /// Now, and after every change of the container.
    void follow(const backend::BackendState &container);

    [[nodiscard]] LogToolbar &toolbar() { return *m_toolbar; }

    [[nodiscard]] LogView &view() { return *m_view; }

Q_SIGNALS:
    /// The engine refuses to give the log.
    void failed(const pierhead::Error &reason);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    backend::BackendLog m_log;
    LogToolbar *m_toolbar;
    LogView *m_view;
    QLabel *m_nothing; ///< in place of lines
};

} // namespace pierhead::desktop
