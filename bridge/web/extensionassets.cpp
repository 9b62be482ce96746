#include "extensionassets.h"

#include <QFileInfo>
#include <QHash>

namespace pierhead::bridge {

namespace {

using MimeTypes = QHash<QString, QByteArray>;

const MimeTypes &mimeTypes()
{
    static const MimeTypes types = [] {
        const std::initializer_list<std::pair<const char *, const char *>> list{
            {"html", "text/html; charset=utf-8"},
            {"htm", "text/html; charset=utf-8"},
            {"xhtml", "application/xhtml+xml"},
            {"js", "text/javascript; charset=utf-8"},
            {"mjs", "text/javascript; charset=utf-8"},
            {"cjs", "text/javascript; charset=utf-8"},
            {"css", "text/css; charset=utf-8"},
            {"json", "application/json"},
            {"map", "application/json"},
            {"webmanifest", "application/manifest+json"},
            {"txt", "text/plain; charset=utf-8"},
            {"md", "text/markdown; charset=utf-8"},
            {"csv", "text/csv; charset=utf-8"},
            {"xml", "text/xml; charset=utf-8"},
            {"wasm", "application/wasm"},
            {"svg", "image/svg+xml"},
            {"png", "image/png"},
            {"jpg", "image/jpeg"},
            {"jpeg", "image/jpeg"},
            {"gif", "image/gif"},
            {"webp", "image/webp"},
            {"avif", "image/avif"},
            {"bmp", "image/bmp"},
            {"ico", "image/x-icon"},
            {"woff", "font/woff"},
            {"woff2", "font/woff2"},
            {"ttf", "font/ttf"},
            {"otf", "font/otf"},
            {"eot", "application/vnd.ms-fontobject"},
            {"mp3", "audio/mpeg"},
            {"ogg", "audio/ogg"},
            {"wav", "audio/wav"},
            {"mp4", "video/mp4"},
            {"webm", "video/webm"},
            {"pdf", "application/pdf"},
        };
        MimeTypes byEnding;
        for (const auto &[ending, type] : list) {
            byEnding.insert(QString::fromLatin1(ending), type);
        }
        return byEnding;
    }();
    return types;
}

} // namespace

Result<ExtensionAsset> findAsset(const QString &root, const QString &path)
{
    const QString canonicalRoot = QFileInfo(root).canonicalFilePath();
    if (root.isEmpty() || canonicalRoot.isEmpty()) {
        return failure(ErrorCode::NotFound,
                       QStringLiteral("The extension's pages are not at \"%1\".").arg(root));
    }
    if (path.contains(QChar::Null)) {
        return failure(ErrorCode::PermissionDenied, QStringLiteral("A path has a NUL in it."));
    }
    const QFileInfo file(canonicalRoot + QLatin1Char('/') + path);
    const QString canonical = file.canonicalFilePath();
    if (canonical.isEmpty()) {
        return failure(ErrorCode::NotFound,
                       QStringLiteral("The extension has no file \"%1\".").arg(path));
    }
    if (!canonical.startsWith(canonicalRoot + QLatin1Char('/'))) {
        return failure(ErrorCode::PermissionDenied,
                       QStringLiteral("\"%1\" leads out of the extension's folder.").arg(path));
    }
    // Neither a folder nor a pipe, which would never end.
    if (!QFileInfo(canonical).isFile()) {
        return failure(ErrorCode::NotFound, QStringLiteral("\"%1\" is not a file.").arg(path));
    }
    return ExtensionAsset{mimeTypeOf(canonical), canonical};
}

QByteArray mimeTypeOf(const QString &fileName)
{
    return mimeTypes().value(QFileInfo(fileName).suffix().toLower(),
                             QByteArrayLiteral("application/octet-stream"));
}

} // namespace pierhead::bridge
