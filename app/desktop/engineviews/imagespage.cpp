#include "imagespage.h"

#include "entrytext.h"

#include <app/desktop/removequestion.h>

#include <QSet>

namespace pierhead::desktop {

using View = bridge::NavigationTarget::View;

namespace {

Task<Result<std::vector<Entry>>> askImages(engine::EngineClient client, StopToken stop)
{
    PIERHEAD_CO_TRY(images, co_await client.listImages(stop));
    const QMap<QString, QStringList> all;
    PIERHEAD_CO_TRY(containers, co_await client.listContainers(all, stop));
    co_return imageEntries(images, containers);
}

} // namespace

ImagesPage::ImagesPage(EnginePageContext context, bridge::NavigationTarget target, QWidget *parent)
    : ListPage(context,
               std::move(target),
               {tr("Images"),
                QStringLiteral("images"),
                tr("Search images (Ctrl+F)"),
                tr("No images"),
                tr("What is pulled or built, here or elsewhere, comes into this list by itself.")},
               {{tr("Name")},
                {tr("Id"), 130, 720},
                {tr("Size"), 100, 560},
                {tr("Created"), 175, 860},
                {tr("Use"), 100}},
               {RowAction::Remove},
               parent)
{
    setAccessibleName(tr("Images"));
    begin();
}

void ImagesPage::refresh(const engine::EngineClient &client)
{
    ask(askImages(client, stopToken()), [this](const std::vector<Entry> &entries) {
        QSet<QString> ids;
        for (const Entry &entry : entries) {
            ids.insert(entry.id);
        }
        const auto names = static_cast<int>(entries.size());
        setEntries(entries,
                   ids.size() == names
                       ? tr("%1 in all").arg(names)
                       : tr("%1 in all, under %2 names").arg(ids.size()).arg(names));
    });
}

bridge::NavigationTarget ImagesPage::targetOf(const Entry &entry) const
{
    return to(View::Image, entry.id, entry.tag);
}

void ImagesPage::perform(const Entry &entry, RowAction /*action*/)
{
    // By its name, so that the other names of the same image stay.
    const QString wanted = entry.tag.isEmpty() ? entry.id : entry.tag;
    const QString name = entry.name();
    askToRemove(
        {tr("Remove image"),
         tr("Remove the image \"%1\"?").arg(name),
         tr("Where it has other names it stays under those. One that a container was made "
            "of is not removed.")},
        theme(),
        this,
        [this, key = entry.key, wanted, name] {
            run(key, client()->removeImage(wanted), tr("%1 could not be removed").arg(name));
        });
}

} // namespace pierhead::desktop
