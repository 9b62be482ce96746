#pragma once

#include "usagetile.h"

#include <host/backend/backendusage.h>

#include <QGridLayout>

namespace pierhead::desktop {

/// What a container takes of its machine, as the engine tells each second.
class ContainerStats final : public QWidget
{
    Q_OBJECT

public:
    ContainerStats(const Theme &theme, const engine::EngineClient &engine, QWidget *parent);

    /// Now, and after every change of the container.
    void follow(const backend::BackendState &container);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showUsage(const std::optional<backend::ServiceUsage> &usage);
    void place(int columns);

    backend::BackendUsage m_usage;
    std::optional<backend::ServiceUsage> m_before;
    QLabel *m_nothing;
    QGridLayout *m_grid;
    std::vector<UsageTile *> m_tiles; ///< processor, memory, network, disk
};

} // namespace pierhead::desktop
