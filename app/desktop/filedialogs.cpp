#include "filedialogs.h"

#include "displaytext.h"

#include <host/base/answer.h>

#include <QCoreApplication>
#include <QCoroFuture>
#include <QFileInfo>
#include <QListView>
#include <QTreeView>

namespace pierhead::desktop {

namespace {

class FileDialogText
{
    Q_DECLARE_TR_FUNCTIONS(FileDialogText)
};

/// "Images (*.png *.jpg)"
QString nameFilter(const bridge::FileDialogOptions::Filter &filter)
{
    QStringList patterns;
    for (const QString &extension : filter.extensions) {
        patterns.append(extension == QLatin1String("*") ? extension
                                                        : QStringLiteral("*.") + extension);
    }
    if (patterns.isEmpty()) {
        patterns.append(QStringLiteral("*"));
    }
    return QStringLiteral("%1 (%2)").arg(singleLine(filter.name), patterns.join(QLatin1Char(' ')));
}

void setDefaultPath(QFileDialog &dialog, const QString &path)
{
    if (path.isEmpty()) {
        return;
    }
    const QFileInfo info(path);
    if (info.isDir()) {
        dialog.setDirectory(path);
        return;
    }
    if (info.dir().exists()) {
        dialog.setDirectory(info.dir());
    }
    dialog.selectFile(info.fileName());
}

/// Qt's own dialog has no mode for it, but gives what is selected in its views.
void selectSeveral(QFileDialog &dialog)
{
    for (QAbstractItemView *view : std::initializer_list<QAbstractItemView *>{
             dialog.findChild<QListView *>(QStringLiteral("listView")),
             dialog.findChild<QTreeView *>(QStringLiteral("treeView"))}) {
        if (view != nullptr) {
            view->setSelectionMode(QAbstractItemView::ExtendedSelection);
        }
    }
}

} // namespace

FileDialogs::FileDialogs(QWidget &window)
    : m_window(window)
{ }

Task<Result<QStringList>> FileDialogs::askToOpen(bridge::FileDialogOptions options, StopToken stop)
{
    PIERHEAD_CO_TRY(dialog,
                    make(options,
                         options.selectsFolders ? FileDialogText::tr("Open folder")
                                                : FileDialogText::tr("Open")));
    dialog->setObjectName(QStringLiteral("pageOpenDialog"));
    if (options.selectsFolders) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        if (options.isMultiple) {
            selectSeveral(*dialog);
        }
    } else {
        dialog->setFileMode(options.isMultiple ? QFileDialog::ExistingFiles
                                               : QFileDialog::ExistingFile);
    }
    co_return co_await show(dialog, stop);
}

Task<Result<QString>> FileDialogs::askToSave(bridge::FileDialogOptions options, StopToken stop)
{
    PIERHEAD_CO_TRY(dialog, make(options, FileDialogText::tr("Save")));
    dialog->setObjectName(QStringLiteral("pageSaveDialog"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    PIERHEAD_CO_TRY(chosen, co_await show(dialog, stop));
    co_return chosen.value(0);
}

Task<Result<QStringList>> FileDialogs::show(QFileDialog *dialog, StopToken stop)
{
    const auto chosen = std::make_shared<Answer<QStringList>>();
    QObject::connect(dialog, &QFileDialog::finished, dialog, [chosen, dialog](int result) {
        chosen->give(result == QDialog::Accepted ? dialog->selectedFiles() : QStringList());
    });
    // With its window, say.
    QObject::connect(dialog, &QObject::destroyed, [chosen] { chosen->give(QStringList()); });
    const auto onStop = [chosen, open = QPointer(dialog)] {
        chosen->give(cancelled(QStringLiteral("The file dialog")));
        if (open) {
            open->close();
        }
    };
    std::optional<std::stop_callback<decltype(onStop)>> stopping;
    stopping.emplace(stop, onStop);
    dialog->open();
    const QFuture<Result<QStringList>> future = chosen->future();
    Result<QStringList> outcome = co_await future;
    stopping.reset();
    co_return outcome;
}

Result<QFileDialog *> FileDialogs::make(const bridge::FileDialogOptions &options,
                                        const QString &usualTitle)
{
    // One that has been answered is there a moment longer, and a page may ask again at once.
    if (m_open && m_open->isVisible()) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("A file dialog is open already. Close it before the next."));
    }
    m_open = new QFileDialog(&m_window,
                             options.title.isEmpty() ? usualTitle : singleLine(options.title));
    m_open->setAttribute(Qt::WA_DeleteOnClose);
    if (options.selectsFolders && options.isMultiple) {
        // The system's own, as Qt has it, gives one folder.
        m_open->setOption(QFileDialog::DontUseNativeDialog);
    }
    if (!options.buttonLabel.isEmpty()) {
        m_open->setLabelText(QFileDialog::Accept, singleLine(options.buttonLabel));
    }
    if (options.showsHidden) {
        m_open->setFilter(m_open->filter() | QDir::Hidden);
    }
    QStringList filters;
    for (const bridge::FileDialogOptions::Filter &filter : options.filters) {
        filters.append(nameFilter(filter));
    }
    if (!filters.isEmpty() && !options.selectsFolders) {
        m_open->setNameFilters(filters);
    }
    setDefaultPath(*m_open, options.defaultPath);
    return m_open.data();
}

} // namespace pierhead::desktop
