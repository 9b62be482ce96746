#include "devcommand.h"

#include "devwatch.h"
#include "targetextension.h"

#include <host/extensions/extensionstore.h>
#include <host/settings/settings.h>

#include <QDir>
#include <QFileInfo>

namespace pierhead::cli {

namespace {

using extensions::InstalledExtension;
using settings::DevSettings;
using settings::SettingValues;

const QString uiSourceAction = QStringLiteral("ui-source");
const QString debugAction = QStringLiteral("debug");
const QString resetAction = QStringLiteral("reset");
const QString watchAction = QStringLiteral("watch");

/// A folder that is there, else an address.
Result<QUrl> uiSourceOf(const QString &text)
{
    if (!text.isEmpty() && QFileInfo(text).isDir()) {
        return QUrl::fromLocalFile(QDir::cleanPath(QFileInfo(text).absoluteFilePath()));
    }
    if (text.contains(QLatin1String("://"))) {
        return settings::parseUiSource(text);
    }
    return failure(ErrorCode::InvalidArgument,
                   QStringLiteral("\"%1\" is neither a folder nor an address. Give the folder with "
                                  "the page's files, or an http or https URL, for example "
                                  "http://localhost:3000.")
                       .arg(text));
}

/// The source of the action, which only `ui-source` has.
Result<QUrl> tabSourceOf(const QString &action, const QString &text)
{
    if (action == uiSourceAction) {
        return uiSourceOf(text);
    }
    if (!text.isEmpty()) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("\"dev %1\" takes no SOURCE.").arg(action));
    }
    return QUrl();
}

/// Whether the page of the tab is in the folder, where the source is one.
Result<> checkTabFolder(const QUrl &source, const InstalledExtension &extension)
{
    const extensions::DashboardTab &tab = *extension.manifest.tab;
    const QString folder = source.toLocalFile();
    if (folder.isEmpty() || QFileInfo(folder + QLatin1Char('/') + tab.src).isFile()) {
        return {};
    }
    return failure(ErrorCode::NotFound,
                   QStringLiteral("%1 has no file \"%2\", which is the page of \"%3\". Give the "
                                  "folder that becomes /%4 in the image.")
                       .arg(folder, tab.src, extension.name, tab.root));
}

Result<> apply(const Paths &paths, const QString &id, const QString &action, const QUrl &source)
{
    return settings::Settings(paths).change([&id, &action, &source](SettingValues &values) {
        if (action == resetAction) {
            values.dev.remove(id);
        } else if (action == debugAction) {
            values.dev[id].hasDevTools = true;
        } else {
            values.dev[id].uiSource = source;
        }
    });
}

QString doneText(const QString &action, const QString &name, const QUrl &source)
{
    if (action == resetAction) {
        return QStringLiteral("The tab of \"%1\" is as it was installed").arg(name);
    }
    if (action == debugAction) {
        return QStringLiteral("The developer tools open with the tab of \"%1\"").arg(name);
    }
    if (source.isLocalFile()) {
        return QStringLiteral("The tab of \"%1\" loads the files in %2, and again when they change")
            .arg(name, source.toLocalFile());
    }
    return QStringLiteral("The tab of \"%1\" loads %2").arg(name, source.toString());
}

} // namespace

Command::Description DevCommand::description() const
{
    return {
        QStringLiteral("dev"),
        {},
        QStringLiteral("Work on an extension"),
        QStringLiteral(
            "ui-source: in place of the installed page its tab loads the URL, that of a "
            "development server, or the files of a folder, and these again after each change in "
            "there; with the same ddClient. debug: the developer tools open in a window of their "
            "own with its tab. reset: neither of the two any more. They hold from the next time "
            "its tab is opened, until \"dev reset\" or the extension is removed.\n"
            "watch: builds the folder and installs what came of it, and again after each change in "
            "it, until Ctrl+C. What .dockerignore names does not count, nor what is in .git and "
            "node_modules. Where a build or its install fails it says why, and what was installed "
            "before goes on. An open tab loads the new version by itself.\n"
            "In the tab, the keys up, up, down, down, left, right, left, right, p, d, t open the "
            "developer tools once."),
        {QStringLiteral("dev ui-source my-extension http://localhost:3000"),
         QStringLiteral("dev ui-source my-extension ./my-extension/ui"),
         QStringLiteral("dev debug my-extension"),
         QStringLiteral("dev reset my-extension"),
         QStringLiteral("dev watch ./my-extension")},
    };
}

Parameters DevCommand::parameters()
{
    Parameter action =
        Parameter::argument(QStringLiteral("ACTION"), m_action, QStringLiteral("What to do."));
    action.choices = {uiSourceAction, debugAction, resetAction, watchAction};
    Parameter target = extensionArgument(m_key);
    target.help += QStringLiteral(" For watch: the folder with the Dockerfile.");
    return {action,
            target,
            Parameter::argument(QStringLiteral("SOURCE"),
                                m_source,
                                QStringLiteral("For ui-source: an http or https address, or a "
                                               "folder with the page's files."))
                .completedBy(Parameter::Values::Files)
                .optional(),
            Parameter::flag(QLatin1Char('f'),
                            QStringLiteral("force"),
                            m_force,
                            QStringLiteral("For watch: do not ask before the first install; needed "
                                           "where no terminal is there to ask on."))};
}

Task<Result<ExitCode>> DevCommand::run(Session session)
{
    PIERHEAD_CO_TRY(source, tabSourceOf(m_action, m_source));
    if (m_action == watchAction) {
        co_return co_await watchAndInstall(
            session, m_key, m_force ? Consent::Given : Consent::AskFor);
    }
    PIERHEAD_CO_TRY(extension, extensions::ExtensionStore(session.paths).find(m_key));
    if (!extension.manifest.tab) {
        co_return failure(ErrorCode::InvalidArgument,
                          QStringLiteral("\"%1\" has no tab.").arg(extension.name));
    }
    const Result<> applied = checkTabFolder(source, extension).and_then([&] {
        return apply(session.paths, extension.id.value(), m_action, source);
    });
    if (!applied) {
        co_return tl::unexpected<Error>(applied.error());
    }
    session.terminal.print(doneText(m_action, extension.name, source));
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
