#pragma once

#include "desktopport.h"

#include <host/backend/backendsession.h>
#include <host/backend/hostsession.h>
#include <host/engine/engineclient.h>
#include <host/extensions/installedextension.h>
#include <host/web/webclient.h>

#include <QUrl>

#include <optional>

namespace pierhead::bridge {

/// Who a page is and what it works with. It is given to the page's objects when they are made; no
/// message changes it.
struct PageContext
{
    extensions::InstalledExtension extension;
    engine::EngineClient engine;    ///< the engine the extension is installed on
    DesktopPort *desktop = nullptr; ///< outlives the page
    QString query = {};             ///< what the page finds in location.search, without "?"
    /// Where the page comes from in place of the extension's own files: its author's server, http
    /// or https. Empty for the files.
    QUrl uiSource = {};
    /// A folder whose files are served in place of those that are installed; the page is loaded
    /// anew when they change. Empty for the installed ones.
    QString uiFolder = {};
    /// Commands in the extension's backend: the page's own, made with its router, so that what a
    /// page has started ends with it.
    std::optional<backend::BackendSession> backend = std::nullopt;
    /// Commands on this machine: docker, and the extension's own programs. The page's own as well.
    std::optional<backend::HostSession> host = std::nullopt;
    /// Requests to servers of the web, with cookies of their own. The page's own as well.
    std::shared_ptr<web::WebClient> web = {};
};

} // namespace pierhead::bridge
