#include "deeplink.h"

#include <QUrl>
#include <QUrlQuery>

namespace pierhead::desktop {

namespace {

/// "dashboard/extension-tab", of a link of one of the three kinds; else empty.
QString placeOf(const QUrl &url)
{
    const QString scheme = url.scheme();
    if (scheme == QLatin1String("docker-desktop") || scheme == QLatin1String("pierhead")) {
        return url.host() + url.path();
    }
    if (scheme == QLatin1String("https") && url.host() == QLatin1String("open.docker.com")) {
        return url.path().mid(1);
    }
    return {};
}

} // namespace

Result<DeepLink> DeepLink::parse(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const QString place = placeOf(url);
    if (place == QLatin1String("dashboard/open")) {
        return DeepLink{};
    }
    QUrlQuery query(url.query(QUrl::FullyEncoded));
    const QString name = QStringLiteral("extensionId");
    const QString extension = query.queryItemValue(name, QUrl::FullyDecoded);
    if (place != QLatin1String("dashboard/extension-tab") || extension.isEmpty()) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("\"%1\" is no link to an extension: write "
                                      "docker-desktop://dashboard/extension-tab?extensionId=<id>.")
                           .arg(text));
    }
    query.removeAllQueryItems(name);
    return DeepLink{extension, query.query(QUrl::FullyEncoded)};
}

} // namespace pierhead::desktop
