#include "dialoghandlers.h"

namespace pierhead::bridge {

namespace {

struct DialogArgs
{
    FileDialogOptions options;
};

/// Text where it is text: pages pass on what they have, and no option of a dialog is worth an
/// error.
QString textOf(const nlohmann::json &source, const char *key)
{
    const auto found = source.find(key);
    return found != source.end() && found->is_string() ? found->get<QString>() : QString();
}

QList<FileDialogOptions::Filter> filtersOf(const nlohmann::json &source)
{
    QList<FileDialogOptions::Filter> filters;
    const auto found = source.find("filters");
    if (found == source.end() || !found->is_array()) {
        return filters;
    }
    for (const nlohmann::json &filter : *found) {
        FileDialogOptions::Filter made{json::fieldOr<QString>(filter, "name", {}), {}};
        for (const auto &ending : json::fieldOr<QStringList>(filter, "extensions", {})) {
            made.extensions.append(ending.startsWith(QLatin1Char('.')) ? ending.mid(1) : ending);
        }
        filters.append(made);
    }
    return filters;
}

void from_json(const nlohmann::json &source, DialogArgs &args)
{
    FileDialogOptions &options = args.options;
    options.title = textOf(source, "title");
    options.defaultPath = textOf(source, "defaultPath");
    options.buttonLabel = textOf(source, "buttonLabel");
    options.filters = filtersOf(source);
    const auto properties = json::fieldOr<QStringList>(source, "properties", {});
    // With both kinds asked for, Electron shows a dialog for folders here.
    options.selectsFolders = properties.contains(QStringLiteral("openDirectory"));
    options.isMultiple = properties.contains(QStringLiteral("multiSelections"));
    options.showsHidden = properties.contains(QStringLiteral("showHiddenFiles"));
}

Task<Result<nlohmann::json>> openDialog(CallContext context, DialogArgs args)
{
    PIERHEAD_CO_TRY(paths,
                    co_await context.page->desktop->showOpenDialog(args.options, context.stop));
    // Docker's prose says `paths`, its types and its program say `filePaths`.
    nlohmann::json result{{"canceled", paths.isEmpty()}, {"filePaths", paths}, {"paths", paths}};
    co_return result;
}

Task<Result<nlohmann::json>> saveDialog(CallContext context, DialogArgs args)
{
    PIERHEAD_CO_TRY(path,
                    co_await context.page->desktop->showSaveDialog(args.options, context.stop));
    nlohmann::json result{{"canceled", path.isEmpty()}, {"filePath", path}};
    co_return result;
}

} // namespace

void addDialogHandlers(MethodTable &table)
{
    const auto dialogs = extensions::Permission::Dialogs;
    table.add<DialogArgs, nlohmann::json>(
        QStringLiteral("desktopUI.dialog.showOpenDialog"), dialogs, &openDialog);
    table.add<DialogArgs, nlohmann::json>(
        QStringLiteral("desktopUI.dialog.showSaveDialog"), dialogs, &saveDialog);
}

} // namespace pierhead::bridge
