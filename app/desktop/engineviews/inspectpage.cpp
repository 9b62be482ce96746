#include "inspectpage.h"

#include "entrytext.h"

#include <app/desktop/displaytext.h>

#include <QShortcut>

#include <algorithm>

namespace pierhead::desktop {

using View = bridge::NavigationTarget::View;

namespace {

/// More would not fit beside each other.
constexpr std::size_t mostUsers = 5;

struct Inspection
{
    QString name;
    QString json;
    std::vector<engine::ContainerSummary> users;
};

/// The name that was asked for where the image has it, whole or by its tag; else its first.
QString nameOf(const QStringList &names, const QString &tag, const QString &id)
{
    for (const QString &name : names) {
        if (!tag.isEmpty() && (name == tag || name.endsWith(QLatin1Char(':') + tag))) {
            return name;
        }
    }
    return names.isEmpty() ? shortId(id) : names.first();
}

Task<Result<Inspection>>
lookAtImage(engine::EngineClient client, QString id, QString tag, StopToken stop)
{
    PIERHEAD_CO_TRY(known, co_await client.imageJson(id, stop));
    const QMap<QString, QStringList> all;
    PIERHEAD_CO_TRY(containers, co_await client.listContainers(all, stop));
    std::erase_if(containers, [&id](const engine::ContainerSummary &container) {
        return shortId(container.imageId) != shortId(id);
    });
    const auto tags = json::fieldOr<QStringList>(known, "RepoTags", {});
    co_return Inspection{nameOf(tags, tag, id),
                         QString::fromUtf8(json::serializePretty(known)),
                         std::move(containers)};
}

Task<Result<Inspection>> lookAtVolume(engine::EngineClient client, QString name, StopToken stop)
{
    PIERHEAD_CO_TRY(known, co_await client.volumeJson(name, stop));
    const QMap<QString, QStringList> itsOwn{{QStringLiteral("volume"), {name}}};
    PIERHEAD_CO_TRY(containers, co_await client.listContainers(itsOwn, stop));
    co_return Inspection{
        name, QString::fromUtf8(json::serializePretty(known)), std::move(containers)};
}

} // namespace

InspectPage::InspectPage(EnginePageContext context,
                         bridge::NavigationTarget target,
                         QWidget *parent)
    : EnginePage(context, std::move(target), parent)
    , m_header(new DetailHeader(
          context.theme, isImage() ? tr("Back to the images") : tr("Back to the volumes"), this))
    , m_remove(m_header->addButton(tr("Remove…"),
                                   QStringLiteral("remove"),
                                   ColorRole::Danger,
                                   QStringLiteral("detailRemove")))
    , m_users(new QWidget(this))
    , m_view(new InspectView(context.theme, this))
    , m_name(m_target.tag.isEmpty() ? shortId(m_target.id) : m_target.tag)
{
    setAccessibleName(isImage() ? tr("Image") : tr("Volume"));
    m_header->setName(m_name);
    m_remove->setEnabled(false);
    m_users->setObjectName(QStringLiteral("detailUsers"));
    auto *users = new QHBoxLayout(m_users);
    users->setContentsMargins(0, 0, 0, 0);
    users->setSpacing(8);
    setHeader(m_header);
    body().addWidget(m_users);
    body().addWidget(m_view, 1);
    setFocusProxy(m_view);
    connect(m_header, &DetailHeader::backRequested, this, &InspectPage::goBack);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        askToRemove(question(), theme(), this, [this] { remove(); });
    });
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_view, &InspectView::startSearch);
    auto *leave = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    leave->setContext(Qt::WidgetWithChildrenShortcut);
    connect(leave, &QShortcut::activated, this, [this] {
        if (!m_view->clearSearch()) {
            goBack();
        }
    });
    begin();
}

void InspectPage::refresh(const engine::EngineClient &client)
{
    const auto take = [this](const Inspection &found) {
        m_name = singleLine(found.name);
        m_header->setName(m_name);
        m_header->setNote(isImage() ? m_target.id : QString());
        m_header->setState(found.users.empty() ? tr("Unused") : tr("In use"),
                           found.users.empty() ? QStringLiteral("neutral")
                                               : QStringLiteral("success"));
        m_remove->setEnabled(!m_isRemoving);
        m_view->setText(found.json);
        setUsers(found.users);
        Q_EMIT titleChanged();
    };
    if (isImage()) {
        ask(lookAtImage(client, m_target.id, m_target.tag, stopToken()), take);
    } else {
        ask(lookAtVolume(client, m_target.id, stopToken()), take);
    }
}

void InspectPage::refused(const Error &error)
{
    if (error.code != ErrorCode::NotFound) {
        EnginePage::refused(error);
        return;
    }
    m_header->setState(tr("Removed"), QStringLiteral("neutral"));
    m_remove->setEnabled(false);
    m_view->setEnabled(false);
    if (!m_isRemoving) {
        showProblem(tr("%1 is not there any more").arg(m_name), error);
    }
}

bool InspectPage::isImage() const
{
    return m_target.view == View::Image;
}

void InspectPage::setUsers(const std::vector<engine::ContainerSummary> &containers)
{
    QLayout *layout = m_users->layout();
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const auto addLabel = [this, layout](const QString &text) {
        auto *label = new QLabel(text, m_users);
        label->setProperty("look", QStringLiteral("muted"));
        layout->addWidget(label);
    };
    addLabel(containers.empty() ? tr("No container has it.") : tr("Containers that have it:"));
    for (std::size_t place = 0; place < std::min(containers.size(), mostUsers); ++place) {
        const engine::ContainerSummary &container = containers.at(place);
        auto *button = new QPushButton(m_users);
        button->setObjectName(QStringLiteral("detailUser"));
        button->setText(containerName(container).replace(QLatin1Char('&'), QStringLiteral("&&")));
        connect(button, &QPushButton::clicked, this, [this, id = container.id] {
            Q_EMIT requested(to(View::Container, id));
        });
        layout->addWidget(button);
    }
    if (containers.size() > mostUsers) {
        addLabel(tr("and %1 more").arg(containers.size() - mostUsers));
    }
    static_cast<QHBoxLayout *>(layout)->addStretch(1);
}

RemoveQuestion InspectPage::question() const
{
    if (isImage()) {
        return {tr("Remove image"),
                tr("Remove the image \"%1\"?").arg(m_name),
                tr("Where it has other names it stays under those. One that a container was made "
                   "of is not removed.")};
    }
    return {tr("Remove volume"),
            tr("Remove the volume \"%1\"?").arg(m_name),
            tr("What is in it is lost. One that a container has is not removed.")};
}

void InspectPage::remove()
{
    m_isRemoving = true;
    m_remove->setEnabled(false);
    const auto done = [this](const Result<void> &result) {
        m_isRemoving = false;
        m_remove->setEnabled(true);
        if (result) {
            goBack();
        } else {
            showProblem(tr("%1 could not be removed").arg(m_name), result.error());
        }
    };
    if (isImage()) {
        // By its name, so that the other names of the same image stay.
        const bool isNamed = m_name.contains(QLatin1Char(':'));
        act(client()->removeImage(isNamed ? m_name : m_target.id), done);
    } else {
        act(client()->removeVolume(m_target.id), done);
    }
}

void InspectPage::goBack()
{
    Q_EMIT requested(to(isImage() ? View::Images : View::Volumes));
}

} // namespace pierhead::desktop
