#include "options.h"

#include <QCommandLineParser>

namespace pierhead::desktop {

namespace {

constexpr int smallestExtent = 200;
constexpr int largestExtent = 8192;

tl::unexpected<Error> invalid(const QString &message)
{
    return failure(ErrorCode::InvalidArgument,
                   message + QStringLiteral(" Run pierhead --help for the options."));
}

Result<QSize> parseSize(const QString &text)
{
    const QStringList parts = text.split(QLatin1Char('x'));
    const QSize size =
        parts.size() == 2 ? QSize(parts.at(0).toInt(), parts.at(1).toInt()) : QSize();
    if (qMin(size.width(), size.height()) < smallestExtent
        || qMax(size.width(), size.height()) > largestExtent) {
        return invalid(
            QStringLiteral("--size %1 is no size: write WIDTHxHEIGHT, each from %2 to %3.")
                .arg(text)
                .arg(smallestExtent)
                .arg(largestExtent));
    }
    return size;
}

Result<Theme::Preference> parseTheme(const QString &text)
{
    if (text == QStringLiteral("light")) {
        return Theme::Preference::Light;
    }
    if (text == QStringLiteral("dark")) {
        return Theme::Preference::Dark;
    }
    if (text == QStringLiteral("system")) {
        return Theme::Preference::System;
    }
    return invalid(
        QStringLiteral("--theme %1 is not known: write light, dark or system.").arg(text));
}

} // namespace

Result<Options> Options::parse(const QStringList &arguments)
{
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  QStringLiteral("Show this help."));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")},
                                     QStringLiteral("Show the version."));
    const QCommandLineOption engine(QStringLiteral("engine"),
                                    QStringLiteral("The container engine to use: unix:///path, "
                                                   "tcp://host:port, ssh://user@host, or the name "
                                                   "of a Docker context."),
                                    QStringLiteral("address"));
    const QCommandLineOption extension(QStringLiteral("extension"),
                                       QStringLiteral("Open the tab of this extension."),
                                       QStringLiteral("id or name"));
    const QCommandLineOption screenshot(
        QStringLiteral("screenshot"),
        QStringLiteral("Write a picture of the window (PNG) and end; works without a display."),
        QStringLiteral("file"));
    const QCommandLineOption waitFor(
        QStringLiteral("wait-for"),
        QStringLiteral("With --screenshot and --extension: take the picture when the page shows "
                       "this text; fail after 30 seconds."),
        QStringLiteral("text"));
    const QCommandLineOption theme(QStringLiteral("theme"),
                                   QStringLiteral("light, dark or system, for this run."),
                                   QStringLiteral("theme"));
    const QCommandLineOption size(QStringLiteral("size"),
                                  QStringLiteral("The window's size, for example 1200x800."),
                                  QStringLiteral("WxH"));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("A dashboard for Docker extensions."));
    parser.addPositionalArgument(
        QStringLiteral("link"),
        QStringLiteral("A link to the tab of an extension: "
                       "docker-desktop://dashboard/extension-tab?extensionId=<id>."),
        QStringLiteral("[link]"));
    parser.addOptions({help, version, engine, extension, screenshot, waitFor, theme, size});
    if (!parser.parse(arguments)) {
        return invalid(parser.errorText() + QLatin1Char('.'));
    }
    Options options;
    if (const QStringList links = parser.positionalArguments(); !links.isEmpty()) {
        Result<DeepLink> link = DeepLink::parse(links.first());
        if (!link || links.size() > 1) {
            return invalid(link ? QStringLiteral("One link can be opened at a time.")
                                : link.error().message);
        }
        options.link = std::move(*link);
    }
    options.engine = parser.value(engine);
    options.extension = parser.value(extension);
    options.screenshot = parser.value(screenshot);
    options.waitFor = parser.value(waitFor);
    if (parser.isSet(help)) {
        options.output = parser.helpText();
    } else if (parser.isSet(version)) {
        options.output = QStringLiteral("Pierhead " PIERHEAD_VERSION "\n");
    }
    if (parser.isSet(theme)) {
        PIERHEAD_TRY(preference, parseTheme(parser.value(theme)));
        options.theme = preference;
    }
    if (parser.isSet(size)) {
        PIERHEAD_TRY(extent, parseSize(parser.value(size)));
        options.size = extent;
    }
    if (parser.isSet(waitFor) && (options.screenshot.isEmpty() || options.extension.isEmpty())) {
        return invalid(QStringLiteral("--wait-for needs --screenshot and --extension."));
    }
    return options;
}

} // namespace pierhead::desktop
