#include "entrytext.h"

#include <app/desktop/displaytext.h>

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QSet>

namespace pierhead::desktop {

namespace {

class EntryText
{
    Q_DECLARE_TR_FUNCTIONS(EntryText)
};

QString capitalized(const QString &foreign)
{
    QString text = singleLine(foreign);
    if (!text.isEmpty()) {
        text[0] = text.at(0).toUpper();
    }
    return text;
}

EntryCell timeCell(const QDateTime &time)
{
    if (!time.isValid()) {
        return {QStringLiteral("–"), 0};
    }
    const QString shown = QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
    return {shown, time.toMSecsSinceEpoch()};
}

EntryCell secondsCell(qint64 seconds)
{
    return timeCell(seconds > 0 ? QDateTime::fromSecsSinceEpoch(seconds) : QDateTime());
}

} // namespace

QString containerStateText(const engine::ContainerSummary &container)
{
    const QString state = capitalized(container.state);
    static const QRegularExpression remark(QStringLiteral("\\([^)]*\\)"));
    const QString found = remark.match(container.status).captured();
    return found.isEmpty() ? state : state + QLatin1Char(' ') + singleLine(found);
}

QString containerStateText(const engine::ContainerDetails &container)
{
    const QString state = capitalized(container.state);
    if (container.state == QLatin1String("exited")) {
        return QStringLiteral("%1 (%2)").arg(state).arg(container.exitCode);
    }
    return container.health.isEmpty()
        ? state
        : QStringLiteral("%1 (%2)").arg(state, singleLine(container.health));
}

QString containerStateTone(const QString &state)
{
    if (state == QLatin1String("running")) {
        return QStringLiteral("success");
    }
    if (state == QLatin1String("restarting") || state == QLatin1String("paused")) {
        return QStringLiteral("warning");
    }
    return state == QLatin1String("dead") ? QStringLiteral("danger") : QStringLiteral("neutral");
}

QString portsText(const std::vector<engine::PortMapping> &ports)
{
    QStringList texts;
    for (const engine::PortMapping &port : ports) {
        const QString inside = QStringLiteral("%1/%2").arg(port.inside).arg(port.protocol);
        texts.append(port.outside == 0 ? inside
                                       : QStringLiteral("%1→%2").arg(port.outside).arg(inside));
    }
    return singleLine(texts.join(QStringLiteral(", ")));
}

QString containerName(const engine::ContainerSummary &container)
{
    QString name = container.names.value(0);
    if (name.startsWith(QLatin1Char('/'))) {
        name.remove(0, 1);
    }
    return name.isEmpty() ? shortId(container.id) : singleLine(name);
}

QString shortId(const QString &id)
{
    constexpr int length = 12;
    return id.section(QLatin1Char(':'), -1).left(length);
}

std::vector<Entry> containerEntries(const std::vector<engine::ContainerSummary> &containers)
{
    std::vector<Entry> entries;
    for (const engine::ContainerSummary &container : containers) {
        const QString ports = portsText(container.ports);
        Entry entry{.key = container.id, .id = container.id};
        entry.isActive = container.state == QLatin1String("running")
            || container.state == QLatin1String("restarting")
            || container.state == QLatin1String("paused");
        entry.cells = {{containerName(container), {}, {}, container.id},
                       {singleLine(container.image)},
                       {containerStateText(container),
                        {},
                        containerStateTone(container.state),
                        singleLine(container.status)},
                       {ports.isEmpty() ? QStringLiteral("–") : ports},
                       secondsCell(container.created)};
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<Entry> imageEntries(const std::vector<engine::ImageSummary> &images,
                                const std::vector<engine::ContainerSummary> &containers)
{
    // Engines write an image's id with and without its algorithm.
    QSet<QString> used;
    for (const engine::ContainerSummary &container : containers) {
        used.insert(container.imageId.section(QLatin1Char(':'), -1));
    }
    std::vector<Entry> entries;
    for (const engine::ImageSummary &image : images) {
        const bool isUsed = used.contains(image.id.section(QLatin1Char(':'), -1));
        const EntryCell use{isUsed ? EntryText::tr("In use") : EntryText::tr("Unused"),
                            {},
                            isUsed ? QStringLiteral("success") : QStringLiteral("neutral")};
        const QString size =
            QLocale().formattedDataSize(image.size, 1, QLocale::DataSizeTraditionalFormat);
        const QStringList tags = image.repoTags.isEmpty() ? QStringList{QString()} : image.repoTags;
        for (const QString &tag : tags) {
            const QString name = tag.isEmpty() ? EntryText::tr("<no name>") : singleLine(tag);
            Entry entry{.key = tag.isEmpty() ? image.id : tag, .id = image.id, .tag = tag};
            entry.isActive = isUsed;
            entry.cells = {{name},
                           {shortId(image.id), {}, {}, image.id},
                           {size, image.size},
                           secondsCell(image.created),
                           use};
            entries.push_back(std::move(entry));
        }
    }
    return entries;
}

std::vector<Entry> volumeEntries(const std::vector<engine::VolumeSummary> &volumes)
{
    std::vector<Entry> entries;
    for (const engine::VolumeSummary &volume : volumes) {
        Entry entry{.key = volume.name, .id = volume.name};
        entry.cells = {{singleLine(volume.name)},
                       {singleLine(volume.driver)},
                       timeCell(volume.createdAt),
                       {singleLine(volume.mountpoint)}};
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace pierhead::desktop
