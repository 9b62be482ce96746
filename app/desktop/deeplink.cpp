#include "deeplink.h"

#include <host/extensions/imagereference.h>

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

tl::unexpected<Error> noLink(const QString &text)
{
    return failure(ErrorCode::InvalidArgument,
                   QStringLiteral("\"%1\" is no link to an extension: write "
                                  "docker-desktop://dashboard/extension-tab?extensionId=<id>.")
                       .arg(text));
}

/// Whether those are an image's repository and tag, and nothing else.
bool areOfAnImage(const QString &repository, const QString &tag)
{
    const auto reference = extensions::ImageReference::parse(
        tag.isEmpty() ? repository : repository + QLatin1Char(':') + tag);
    return reference && reference->repository == repository && reference->tag == tag
        && reference->digest.isEmpty();
}

} // namespace

Result<DeepLink> DeepLink::parse(const QString &text)
{
    // As browsers take them: "|", "{" and the like may come as they are.
    const QUrl url(text, QUrl::TolerantMode);
    const QString place = placeOf(url);
    if (place == QLatin1String("dashboard/open")) {
        return DeepLink{};
    }
    QUrlQuery query(url.query(QUrl::FullyEncoded));
    const QString name = QStringLiteral("extensionId");
    DeepLink link;
    link.extension = query.queryItemValue(name, QUrl::FullyDecoded);
    if (link.extension.isEmpty()) {
        return noLink(text);
    }
    if (place == QLatin1String("dashboard/extension-tab")) {
        link.place = Place::Tab;
        query.removeAllQueryItems(name);
        link.query = query.query(QUrl::FullyEncoded);
        return link;
    }
    link.place = Place::Install;
    link.tag = query.queryItemValue(QStringLiteral("tag"), QUrl::FullyDecoded);
    if (place != QLatin1String("extensions/marketplace")
        || !areOfAnImage(link.extension, link.tag)) {
        return noLink(text);
    }
    return link;
}

} // namespace pierhead::desktop
