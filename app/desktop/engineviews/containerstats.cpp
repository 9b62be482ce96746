#include "containerstats.h"

#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace pierhead::desktop {

namespace {

constexpr int narrowBelow = 620;

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeIecFormat);
}

/// How much more than before; the figures begin anew when a container is started again.
double increase(qint64 before, qint64 now)
{
    return static_cast<double>(std::max<qint64>(0, now - before));
}

} // namespace

ContainerStats::ContainerStats(const Theme &theme,
                               const engine::EngineClient &engine,
                               QWidget *parent)
    : QWidget(parent)
    , m_usage(engine)
    , m_nothing(new QLabel(tr("The container does not run."), this))
    , m_grid(new QGridLayout)
{
    m_nothing->setProperty("look", QStringLiteral("muted"));
    const auto add = [this, &theme](const QString &title, const QString &name) {
        m_tiles.push_back(new UsageTile(theme, title, name, this));
    };
    add(tr("Processor"), QStringLiteral("cpu"));
    add(tr("Memory"), QStringLiteral("memory"));
    add(tr("Network"), QStringLiteral("network"));
    add(tr("Disk"), QStringLiteral("disk"));
    m_grid->setSpacing(12);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_nothing);
    layout->addLayout(m_grid, 1);
    place(2);
    connect(&m_usage,
            &backend::BackendUsage::changed,
            this,
            [this](const QString &, const std::optional<backend::ServiceUsage> &usage) {
                showUsage(usage);
            });
}

void ContainerStats::follow(const backend::BackendState &container)
{
    m_usage.follow(container);
    m_nothing->setVisible(
        std::none_of(container.services.begin(),
                     container.services.end(),
                     [](const backend::ServiceState &service) { return service.isActive(); }));
}

void ContainerStats::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place(width() < narrowBelow ? 1 : 2);
}

void ContainerStats::showUsage(const std::optional<backend::ServiceUsage> &usage)
{
    if (!usage) {
        for (UsageTile *tile : m_tiles) {
            tile->clear();
        }
        m_before.reset();
        return;
    }
    const QLocale locale;
    const double cpu = usage->cpuPercent.value_or(0);
    if (usage->cpuPercent) {
        m_tiles.at(0)->setUsage(
            tr("%1 %").arg(locale.toString(cpu, 'f', 1)), tr("of one processor"), {cpu});
    }
    m_tiles.at(1)->setUsage(sizeText(usage->memory),
                            usage->memoryLimit > 0 ? tr("of %1").arg(sizeText(usage->memoryLimit))
                                                   : tr("without a limit"),
                            {static_cast<double>(usage->memory)});
    const backend::ServiceUsage before = m_before.value_or(*usage);
    m_tiles.at(2)->setUsage(
        QStringLiteral("↓ %1   ↑ %2").arg(sizeText(usage->received), sizeText(usage->sent)),
        tr("received and sent since its start; the lines are of each second"),
        {increase(before.received, usage->received), increase(before.sent, usage->sent)});
    m_tiles.at(3)->setUsage(QStringLiteral("↓ %1   ↑ %2")
                                .arg(sizeText(usage->bytesRead), sizeText(usage->bytesWritten)),
                            tr("read and written since its start; the lines are of each second"),
                            {increase(before.bytesRead, usage->bytesRead),
                             increase(before.bytesWritten, usage->bytesWritten)});
    m_before = usage;
}

void ContainerStats::place(int columns)
{
    for (std::size_t tile = 0; tile < m_tiles.size(); ++tile) {
        const int place = static_cast<int>(tile);
        m_grid->addWidget(m_tiles.at(tile), place / columns, place % columns);
    }
}

} // namespace pierhead::desktop
