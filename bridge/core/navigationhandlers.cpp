#include "navigationhandlers.h"

#include <QHash>
#include <QRegularExpression>

namespace pierhead::bridge {

namespace {

using View = NavigationTarget::View;

struct NavigateArgs
{
    QString view;
    QStringList args;
};

void from_json(const nlohmann::json &source, NavigateArgs &target)
{
    target.view = json::field<QString>(source, "view");
    target.args = json::fieldOr<QStringList>(source, "args", {});
}

/// Docker Desktop has no such pages any more; pages that still ask for them go on.
const QString devEnvironments = QStringLiteral("dev-environments");

std::optional<View> viewOf(const QString &name)
{
    static const QHash<QString, View> views{
        {QStringLiteral("containers"), View::Containers},
        {QStringLiteral("container"), View::Container},
        {QStringLiteral("container-logs"), View::ContainerLogs},
        {QStringLiteral("container-inspect"), View::ContainerInspect},
        {QStringLiteral("container-terminal"), View::ContainerTerminal},
        {QStringLiteral("container-stats"), View::ContainerStats},
        {QStringLiteral("images"), View::Images},
        {QStringLiteral("image"), View::Image},
        {QStringLiteral("volumes"), View::Volumes},
        {QStringLiteral("volume"), View::Volume}};
    const auto found = views.constFind(name);
    return found == views.cend() ? std::nullopt : std::optional(*found);
}

bool isList(View view)
{
    return view == View::Containers || view == View::Images || view == View::Volumes;
}

/// "container", as sentences call it.
QString kindOf(View view)
{
    switch (view) {
    case View::Images:
    case View::Image:
        return QStringLiteral("image");
    case View::Volumes:
    case View::Volume:
        return QStringLiteral("volume");
    default:
        return QStringLiteral("container");
    }
}

/// Whether it can be the name of anything on an engine. It becomes a part of the request's path,
/// and is not to lead elsewhere.
bool isName(View view, const QString &id)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9_.-]*$"));
    static const QRegularExpression reference(
        QStringLiteral("^[A-Za-z0-9][A-Za-z0-9_-]*([./:@]{1,2}[A-Za-z0-9_-]+)*$"));
    const QRegularExpression &form = view == View::Image ? reference : plain;
    return form.match(id).hasMatch() && !id.contains(QLatin1String(".."));
}

Error notThere(View view, const QString &id, const QString &engine)
{
    const QString kind = kindOf(view);
    return {ErrorCode::NotFound,
            QStringLiteral("The %1 \"%2\" cannot be shown: there is none of that name or id on the "
                           "engine %3. It may have been removed; list the %1s and try again.")
                .arg(kind, id, engine)};
}

/// The engine's own id of what is asked for.
Task<Result<QString>> lookUp(engine::EngineClient client, View view, QString id, StopToken stop)
{
    if (view == View::Image) {
        PIERHEAD_CO_TRY(image, co_await client.inspectImage(id, stop));
        co_return image.id;
    }
    if (view == View::Volume) {
        PIERHEAD_CO_TRY(volume, co_await client.volumeJson(id, stop));
        co_return json::fieldOr<QString>(volume, "Name", id);
    }
    PIERHEAD_CO_TRY(container, co_await client.inspectContainer(id, stop));
    co_return container.id;
}

Task<Result<void>> navigate(CallContext context, NavigateArgs args)
{
    if (args.view == devEnvironments) {
        co_return Result<void>();
    }
    const std::optional<View> view = viewOf(args.view);
    if (!view) {
        co_return failure(ErrorCode::InvalidArgument,
                          QStringLiteral("There is no page \"%1\" to navigate to.").arg(args.view));
    }
    const QString engine = context.page->extension.engine;
    NavigationTarget target{.view = *view, .engine = engine};
    if (!isList(*view)) {
        // The engine's lists write names with a "/" before them.
        QString id = args.args.value(0).trimmed();
        if (*view != View::Image && id.startsWith(QLatin1Char('/'))) {
            id.remove(0, 1);
        }
        if (id.isEmpty()) {
            co_return failure(ErrorCode::InvalidArgument,
                              QStringLiteral("Which %1 is to be shown? Its id or name is missing.")
                                  .arg(kindOf(*view)));
        }
        if (!isName(*view, id)) {
            co_return tl::unexpected<Error>(notThere(*view, id, engine));
        }
        const Result<QString> found =
            co_await lookUp(context.page->engine, *view, id, context.stop);
        if (!found && found.error().code == ErrorCode::NotFound) {
            co_return tl::unexpected<Error>(notThere(*view, id, engine));
        }
        if (!found) {
            co_return tl::unexpected<Error>(found.error());
        }
        target.id = *found;
        target.tag = *view == View::Image ? args.args.value(1).trimmed() : QString();
    }
    if (context.stop.stop_requested()) {
        co_return cancelled(QStringLiteral("The navigation"));
    }
    context.page->desktop->navigate(target);
    co_return Result<void>();
}

} // namespace

void addNavigationHandlers(MethodTable &table)
{
    table.add<NavigateArgs, void>(QStringLiteral("desktopUI.navigate"), std::nullopt, &navigate);
}

} // namespace pierhead::bridge
