#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace pierhead::bridge {

/// What a page asks of a file dialog: Electron's options, as far as they mean something here
/// (contract 3.8).
struct FileDialogOptions
{
    /// By endings without dots; "*" is any.
    struct Filter
    {
        QString name;
        QStringList extensions;
    };

    QString title;
    QString defaultPath; ///< a folder, or a file in one
    QString buttonLabel;
    QList<Filter> filters;
    bool selectsFolders = false;
    bool isMultiple = false;
    bool showsHidden = false;
};

} // namespace pierhead::bridge
