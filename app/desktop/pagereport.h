#pragma once

#include <host/base/result.h>

#include <QImage>
#include <QStringList>

namespace pierhead::desktop {

/// What --report tells of an extension's page that was loaded, or failed to.
struct PageReport
{
    QStringList console; ///< as ExtensionView::consoleLines() has it
    bool isBlank = false;
    QString problem = {}; ///< why it is not shown; empty where it is

    /// {"blank": false, "problem": "",
    ///  "console": [{"level": "error", "message": "… (/index.html:3)"}]}
    [[nodiscard]] QByteArray toJson() const;
    /// Replaces the file as a whole; Io where it cannot be written.
    [[nodiscard]] Result<> write(const QString &file) const;
};

/// Whether all of the picture has one colour.
[[nodiscard]] bool isPlain(const QImage &picture);

} // namespace pierhead::desktop
