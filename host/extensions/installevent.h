#pragma once

#include <QString>

#include <functional>

namespace pierhead::extensions {

/// What an install or remove tells while it runs.
struct InstallEvent
{
    enum class Step {
        Pulling,      ///< subject: the reference; message: the engine's status
        Loading,      ///< subject: the archive
        Building,     ///< subject: the folder; message: a line of the build
        Refreshing,   ///< a pull of what is there already; subject and message as of Pulling
        NotRefreshed, ///< what is there is taken; subject: the reference; message: why
        Installing,   ///< subject: name; message: reference
        Extracting,   ///< subject: reference
        InstallingService,
        SettingComposeAttributes,
        ServiceStarted,
        CheckingPage,         ///< of an update; subject: the tab's title
        InstallingHostBinary, ///< subject: base name
        HostBinaryInstalled,  ///< subject: base name
        InstallingTab,        ///< subject: the tab's title
        TabAdded,             ///< subject: the tab's title
        Installed,            ///< subject: name
        UpToDate,             ///< nothing was done; subject: name; message: reference
        RollingBack,          ///< subject: name; message: the reference of the version before
        RolledBack,           ///< likewise
        Removing,             ///< subject: name
        RemovingService,
        ServiceRemoved,
        TabRemoved, ///< subject: the tab's title
        Removed,    ///< subject: name
    };

    Step step = Step::Installing;
    QString subject;
    QString message = {};
    qint64 current = 0; ///< bytes, where known
    qint64 total = 0;   ///< bytes; 0 where unknown
    QString item = {};  ///< of a pull or a load: the layer's id, where the line is about one
};

/// Called on the caller's thread.
using InstallSink = std::function<void(const InstallEvent &)>;

} // namespace pierhead::extensions
