#include "catalogloader.h"

#include "catalogcache.h"

#include <host/base/background.h>
#include <host/base/httpsyntax.h>
#include <host/base/logging.h>
#include <host/base/timelimit.h>
#include <host/policy/policy.h>
#include <host/web/webclient.h>

#include <QFile>
#include <QFileInfo>
#include <QLocale>

namespace pierhead::catalog {

namespace {

constexpr int statusOk = 200;
constexpr int statusNotModified = 304;
constexpr qsizetype longestTag = 1024;

/// What a server's answer comes to: a copy that is good now.
struct FetchedCatalog
{
    CatalogCopy copy;
    std::optional<CatalogIndex> index; ///< nothing where it is what was known
};

Result<CatalogIndex> readIndexFile(const QString &path)
{
    // Opening a pipe would wait for its other end.
    if (!QFileInfo(path).isFile()) {
        return failure(ErrorCode::NotFound, Text::english("There is no such file."));
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io, Text::english("The file says: %1.").arg(file.errorString()));
    }
    return CatalogIndex::parse(file.read(maximumIndexBytes + 1));
}

Task<Result<CatalogIndex>> parseInBackground(QByteArray text)
{
    const auto work = [text] {
        return CatalogIndex::parse(text);
    };
    co_return co_await runInBackground(work);
}

/// The value, where it can be sent back later.
QByteArray headerOf(const web::ResponseHead &head, const char *name)
{
    for (const auto &[known, value] : head.headers) {
        if (known.compare(name, Qt::CaseInsensitive) == 0 && value.size() <= longestTag
            && httpsyntax::isPrintable(value, ' ') && QString::fromUtf8(value).toUtf8() == value) {
            return value;
        }
    }
    return {};
}

web::WebRequest requestFor(const CatalogSource &source, const std::optional<CatalogCopy> &copy)
{
    web::WebRequest request{.url = QUrl(source.location)};
    request.headers.emplaceBack("Accept", "application/json");
    if (copy && !copy->etag.isEmpty()) {
        request.headers.emplaceBack("If-None-Match", copy->etag);
    }
    if (copy && !copy->lastModified.isEmpty()) {
        request.headers.emplaceBack("If-Modified-Since", copy->lastModified);
    }
    return request;
}

/// The whole answer, within that time.
Task<Result<web::WebResponse>>
askServer(web::WebRequest request, std::chrono::milliseconds patience, StopToken stop)
{
    const TimeLimit limit(patience, stop);
    web::WebClient client;
    Result<web::WebResponse> response =
        co_await client.send(std::move(request), maximumIndexBytes, limit.token());
    if (!response && limit.ended(response.error())) {
        co_return failure(ErrorCode::Timeout,
                          Text::english("Its server did not answer within %1 seconds.")
                              .arg(static_cast<double>(patience.count()) / 1000));
    }
    co_return response;
}

Task<Result<FetchedCatalog>>
fetch(CatalogSource source, std::optional<CatalogCopy> copy, CatalogRequest request, StopToken stop)
{
    web::WebRequest asked = requestFor(source, copy);
    PIERHEAD_CO_TRY(response, co_await askServer(std::move(asked), request.patience, stop));
    FetchedCatalog fetched;
    if (response.head.status == statusNotModified && copy) {
        fetched.copy = std::move(*copy);
    } else if (response.head.status == statusOk) {
        PIERHEAD_CO_TRY(index, co_await parseInBackground(response.body));
        fetched.index = std::move(index);
        fetched.copy = {response.body,
                        headerOf(response.head, "ETag"),
                        headerOf(response.head, "Last-Modified"),
                        {}};
    } else {
        co_return failure(ErrorCode::Protocol,
                          Text::english("Its server answered %1 %2.")
                              .arg(response.head.status)
                              .arg(QString::fromUtf8(response.head.reason)));
    }
    fetched.copy.checkedAt = QDateTime::currentDateTimeUtc();
    co_return fetched;
}

Error outdatedError(const LoadedCatalog &catalog, const Error &reason)
{
    const QString moment =
        QLocale::c().toString(catalog.checkedAt.toLocalTime(), QStringLiteral("yyyy-MM-dd HH:mm"));
    return {reason.code,
            Text::english("The catalog %1 is shown as it was at %2, for it could not be read anew: "
                          "%3")
                .arg(catalog.name(), moment, reason.text()),
            reason.details()};
}

/// A copy saves time and nothing else: a disk that is full must not keep the catalog from being
/// used.
Task<void> keep(Paths paths, CatalogSource source, CatalogCopy copy)
{
    const auto work = [paths, source, copy] {
        return CatalogCache(paths).write(source, copy);
    };
    const Result<> written = co_await runInBackground(work);
    if (!written) {
        qCDebug(lcExtensions).noquote() << written.error().message;
    }
}

Task<Result<LoadedCatalog>>
loadUrl(CatalogSource source, Paths paths, CatalogRequest request, StopToken stop)
{
    const auto look = [paths, source] {
        return CatalogCache(paths).read(source);
    };
    const std::optional<CatalogCopy> copy = co_await runInBackground(look);
    LoadedCatalog catalog{.source = source, .index = {}, .checkedAt = {}, .outdated = {}};
    std::optional<CatalogIndex> known;
    if (copy) {
        Result<CatalogIndex> index = co_await parseInBackground(copy->text);
        if (index) {
            known = std::move(*index);
            catalog.checkedAt = copy->checkedAt;
        }
    }
    const bool isEnough = known && request.freshness == CatalogRequest::Freshness::Cached
        && copy->isFresh(QDateTime::currentDateTimeUtc());
    if (isEnough) {
        catalog.index = std::move(*known);
        co_return catalog;
    }
    const std::optional<CatalogCopy> base = known ? copy : std::nullopt;
    Result<FetchedCatalog> fetched = co_await fetch(source, base, request, stop);
    if (fetched) {
        catalog.index = std::move(fetched->index ? *fetched->index : *known);
        catalog.checkedAt = fetched->copy.checkedAt;
        co_await keep(paths, source, fetched->copy);
        co_return catalog;
    }
    if (!known || fetched.error().code == ErrorCode::Cancelled) {
        co_return tl::unexpected<Error>(fetched.error());
    }
    catalog.index = std::move(*known);
    catalog.outdated = outdatedError(catalog, fetched.error());
    co_return catalog;
}

Task<Result<LoadedCatalog>> loadFile(CatalogSource source)
{
    const auto work = [path = source.location] {
        return readIndexFile(path);
    };
    PIERHEAD_CO_TRY(index, co_await runInBackground(work));
    co_return LoadedCatalog{.source = source,
                            .index = std::move(index),
                            .checkedAt = QDateTime::currentDateTimeUtc(),
                            .outdated = {}};
}

} // namespace

QString LoadedCatalog::name() const
{
    return index.title.isEmpty() ? source.location : index.title;
}

Task<Result<LoadedCatalog>>
loadCatalog(CatalogSource source, Paths paths, CatalogRequest request, StopToken stop)
{
    const Result<> allowed = policy::Policy::ofThisMachine().checkCatalog(source.location);
    if (!allowed) {
        co_return tl::unexpected<Error>(allowed.error());
    }
    Result<LoadedCatalog> catalog;
    if (source.isFile()) {
        catalog = co_await loadFile(source);
    } else {
        catalog = co_await loadUrl(source, paths, request, stop);
    }
    if (!catalog) {
        const bool isStopped = catalog.error().code == ErrorCode::Cancelled;
        co_return tl::unexpected<Error>(
            isStopped ? catalog.error()
                      : withContext(
                          Text::english("The catalog %1 could not be read").arg(source.location),
                          catalog.error()));
    }
    for (CatalogEntry &entry : catalog->index.entries) {
        entry.catalog = catalog->name();
    }
    co_return catalog;
}

} // namespace pierhead::catalog
