#include "catalogsource.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace pierhead::catalog {

namespace {

/// Whether it begins as a URL does: "https:", but not "C:" and not "./a:b".
bool hasScheme(const QString &text)
{
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    return colon > 1 && text.left(colon).indexOf(QLatin1Char('/')) < 0;
}

} // namespace

Result<CatalogSource> CatalogSource::parse(const QString &written)
{
    const QString text = written.trimmed();
    const auto refused = [&text](const Text &reason) {
        return failure(
            ErrorCode::InvalidArgument,
            Text::english("\"%1\" is no place of a catalog: %2. Give the http or https "
                          "URL of an index, or the path of a file.")
                .arg(QUrl(text).isValid() ? QUrl(text).toDisplayString() : text, reason));
    };
    if (text.isEmpty()) {
        return refused(Text::english("it is empty"));
    }
    if (!hasScheme(text)) {
        const QString path =
            text.startsWith(QStringLiteral("~/")) ? QDir::homePath() + text.mid(1) : text;
        return CatalogSource{QDir::cleanPath(QFileInfo(path).absoluteFilePath())};
    }
    const QUrl url(text, QUrl::StrictMode);
    if (url.isLocalFile() && url.host().isEmpty()) {
        return CatalogSource{QDir::cleanPath(url.toLocalFile())};
    }
    const QString scheme = url.scheme();
    if (scheme != QLatin1String("https") && scheme != QLatin1String("http")) {
        return refused(Text::english("its scheme is none that is read"));
    }
    if (!url.isValid() || url.host().isEmpty()) {
        return refused(Text::english("it has no host"));
    }
    if (!url.userInfo().isEmpty()) {
        return refused(Text::english("it has a user in it, and the list of catalogs is no place "
                                     "for a password"));
    }
    return CatalogSource{url.adjusted(QUrl::RemoveFragment).toString(QUrl::FullyEncoded)};
}

bool CatalogSource::isFile() const
{
    return location.startsWith(QLatin1Char('/'));
}

} // namespace pierhead::catalog
