#include "autostart.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>

namespace pierhead::desktop {

namespace {

QString autostartFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/autostart/pierhead.desktop");
}

/// As the Exec key of a desktop entry has it: in quotes, with what is special there escaped, and
/// with a percent sign twice.
QString execWord(QString word)
{
    for (const char *special : {"\\", "\"", "`", "$"}) {
        const QString text = QString::fromLatin1(special);
        // Once for the quotes, and each backslash once more for the file.
        word.replace(text,
                     QStringLiteral("\\\\") + (text == u"\\" ? QStringLiteral("\\\\") : text));
    }
    word.replace(QLatin1Char('%'), QStringLiteral("%%"));
    return QLatin1Char('"') + word + QLatin1Char('"');
}

} // namespace

bool isAutostarted()
{
    return QFileInfo::exists(autostartFile());
}

Result<> setAutostarted(bool on)
{
    const QString path = autostartFile();
    if (!on) {
        if (QFile file(path); file.exists() && !file.remove()) {
            return failure(
                ErrorCode::Io,
                Text::english("Deleting %1 failed: %2. Pierhead goes on to start when you log in.")
                    .arg(path, file.errorString()));
        }
        return {};
    }
    QDir().mkpath(QFileInfo(path).path()); // where that fails, opening says so
    QSaveFile file(path);
    const QString text = QStringLiteral("[Desktop Entry]\nType=Application\nName=Pierhead\n"
                                        "Icon=pierhead\nExec=%1 --background\n")
                             .arg(execWord(QCoreApplication::applicationFilePath()));
    const QByteArray bytes = text.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return failure(ErrorCode::Io,
                       Text::english("Writing %1 failed: %2. Look whether the folder may be "
                                     "written to.")
                           .arg(path, file.errorString()));
    }
    return {};
}

} // namespace pierhead::desktop
