#pragma once

#include <bridge/core/desktopport.h>

class QWebEngineDownloadRequest;

namespace pierhead::bridge {

/// A file that a page hands to the user: it is written into `folder` at once, because the engine
/// does not wait, while the user is asked where it goes, and moved there when it is complete. The
/// desktop tells how it went. Nothing stays where the user does not want it, or the page's profile
/// ends before. Private to bridge/web.
void takeDownload(QWebEngineDownloadRequest &request, const QString &folder, DesktopPort &desktop);

} // namespace pierhead::bridge
