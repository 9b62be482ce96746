#include "containerstats.h"

#include "usagetext.h"

#include <app/desktop/plainlabel.h>

#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace pierhead::desktop {

namespace {

constexpr int narrowBelow = 520;

QString processorsNote(int processors)
{
    if (processors == 0) {
        return ContainerStats::tr("100 % is one processor");
    }
    return ContainerStats::tr("of %1 % in all").arg(QLocale().toString(100 * processors));
}

QString memoryNote(const backend::ServiceUsage &usage)
{
    if (usage.memoryLimit == 0) {
        return ContainerStats::tr("without a limit");
    }
    const auto limit = static_cast<double>(usage.memoryLimit);
    return ContainerStats::tr("of %1 (%2)")
        .arg(usageSizeText(limit),
             usagePercentText(100 * static_cast<double>(usage.memory) / limit));
}

QString totals(qint64 in, qint64 out)
{
    return ContainerStats::tr("↓ %1   ↑ %2 since its start")
        .arg(usageSizeText(static_cast<double>(in)), usageSizeText(static_cast<double>(out)));
}

} // namespace

ContainerStats::ContainerStats(const Theme &theme,
                               const engine::EngineClient &engine,
                               QWidget *parent)
    : QWidget(parent)
    , m_usage(engine)
    , m_nothing(plainLabel(tr("The container does not run."), this, QStringLiteral("muted")))
    , m_grid(new QGridLayout)
{
    auto *content = new QWidget(this);
    content->setProperty("look", QStringLiteral("clear"));
    content->setLayout(m_grid);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(12);
    makeTiles(theme, content);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Stats"));
    scroll->setWidget(content);
    setFocusProxy(scroll); // the keyboard scrolls it
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_nothing);
    layout->addWidget(scroll, 1);
    place(true);
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
    place(width() >= narrowBelow);
}

void ContainerStats::makeTiles(const Theme &theme, QWidget *parent)
{
    const auto add = [&](const QString &title,
                         std::vector<UsageLine> lines,
                         UsageTile::Format format) {
        m_tiles.push_back(new UsageTile(theme, title, std::move(lines), std::move(format), parent));
    };
    const auto one = [](const QString &name) {
        return std::vector{UsageLine{.name = name, .sign = {}, .words = {}}};
    };
    const auto two = [](const UsageLine &in, const UsageLine &out) {
        return std::vector{in, out};
    };
    add(tr("CPU"), one(QStringLiteral("cpu")), usagePercentText);
    add(tr("Memory"), one(QStringLiteral("memory")), usageSizeText);
    add(tr("Processes"), one(QStringLiteral("processes")), [](double count) {
        return QLocale().toString(qRound64(count));
    });
    add(tr("Network"),
        two({QStringLiteral("received"), QStringLiteral("↓"), tr("received")},
            {QStringLiteral("sent"), QStringLiteral("↑"), tr("sent")}),
        usageRateText);
    add(tr("Disk"),
        two({QStringLiteral("read"), QStringLiteral("↓"), tr("read")},
            {QStringLiteral("written"), QStringLiteral("↑"), tr("written")}),
        usageRateText);
}

void ContainerStats::showUsage(const std::optional<backend::ServiceUsage> &usage)
{
    if (!usage) {
        for (UsageTile *tile : m_tiles) {
            tile->clear();
        }
        return;
    }
    using Values = std::vector<double>;
    m_tiles.at(Cpu)->setUsage(usage->read,
                              usage->cpuPercent ? Values{*usage->cpuPercent} : Values{},
                              processorsNote(usage->processors));
    m_tiles.at(Memory)->setUsage(
        usage->read, {static_cast<double>(usage->memory)}, memoryNote(*usage));
    m_tiles.at(Processes)->setUsage(
        usage->read,
        usage->processes ? Values{static_cast<double>(*usage->processes)} : Values{},
        tr("threads included"));
    showRates(*usage);
}

void ContainerStats::showRates(const backend::ServiceUsage &usage)
{
    using Values = std::vector<double>;
    const auto &rates = usage.rates;
    m_tiles.at(Network)->setUsage(usage.read,
                                  rates ? Values{rates->received, rates->sent} : Values{},
                                  totals(usage.received, usage.sent));
    m_tiles.at(Disk)->setUsage(usage.read,
                               rates ? Values{rates->bytesRead, rates->bytesWritten} : Values{},
                               totals(usage.bytesRead, usage.bytesWritten));
}

void ContainerStats::place(bool isWide)
{
    constexpr int columns = 6; // thirds above, halves below
    for (int tile = Cpu; tile <= Disk; ++tile) {
        UsageTile *widget = m_tiles.at(static_cast<std::size_t>(tile));
        if (!isWide) {
            m_grid->addWidget(widget, tile, 0, 1, columns);
        } else if (tile < Network) {
            m_grid->addWidget(widget, 0, 2 * tile, 1, 2);
        } else {
            m_grid->addWidget(widget, 1, 3 * (tile - Network), 1, 3);
        }
    }
    for (int column = 0; column < columns; ++column) {
        m_grid->setColumnStretch(column, 1);
    }
}

} // namespace pierhead::desktop
