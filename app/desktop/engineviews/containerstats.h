#pragma once

#include "usagetile.h"

#include <host/backend/backendusage.h>

#include <QGridLayout>

namespace pierhead::desktop {

/// What a container takes of its machine, as the engine tells each second or so.
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
    /// In the order in which they are read.
    enum Tile {
        Cpu,
        Memory,
        Processes,
        Network,
        Disk,
    };

    void makeTiles(const Theme &theme, QWidget *parent);
    void showUsage(const std::optional<backend::ServiceUsage> &usage);
    void showRates(const backend::ServiceUsage &usage);
    void place(bool isWide);

    backend::BackendUsage m_usage;
    QLabel *m_nothing;
    QGridLayout *m_grid;
    std::vector<UsageTile *> m_tiles; ///< by Tile
};

} // namespace pierhead::desktop
