#include "desktophandlers.h"

namespace pierhead::bridge {

namespace {

struct ToastArgs
{
    QString message;
};

void from_json(const nlohmann::json &source, ToastArgs &args)
{
    args.message = json::field<QString>(source, "message");
}

struct UrlArgs
{
    QString url;
};

void from_json(const nlohmann::json &source, UrlArgs &args)
{
    args.url = json::field<QString>(source, "url");
}

template <DesktopPort::ToastKind kind>
Task<Result<void>> showToast(CallContext context, ToastArgs args)
{
    context.page->desktop->showToast(kind, args.message);
    co_return Result<void>();
}

Task<Result<void>> openExternal(CallContext context, UrlArgs args)
{
    // As browsers take them: blanks, quotes and the like are encoded for the author.
    const QUrl url(args.url.trimmed(), QUrl::TolerantMode);
    if (!isExternalUrl(url)) {
        co_return failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("\"%1\" was not opened: only http and https URLs go to the "
                           "browser.")
                .arg(args.url));
    }
    context.page->desktop->openExternal(url);
    co_return Result<void>();
}

} // namespace

bool isExternalUrl(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty()
        && (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https"));
}

void addDesktopHandlers(MethodTable &table)
{
    using Kind = DesktopPort::ToastKind;
    table.add<ToastArgs, void>(
        QStringLiteral("desktopUI.toast.success"), std::nullopt, &showToast<Kind::Success>);
    table.add<ToastArgs, void>(
        QStringLiteral("desktopUI.toast.warning"), std::nullopt, &showToast<Kind::Warning>);
    table.add<ToastArgs, void>(
        QStringLiteral("desktopUI.toast.error"), std::nullopt, &showToast<Kind::Error>);
    table.add<UrlArgs, void>(
        QStringLiteral("host.openExternal"), extensions::Permission::OpenExternal, &openExternal);
}

} // namespace pierhead::bridge
