#include "options.h"

#include <QCommandLineParser>

namespace pierhead::desktop {

namespace {

constexpr int smallestExtent = 200;
constexpr int largestExtent = 8192;
constexpr int mostPatience = 3600;

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

Result<std::chrono::seconds> parsePatience(const QString &text)
{
    const int seconds = text.toInt();
    if (seconds < 1 || seconds > mostPatience) {
        return invalid(QStringLiteral("--patience %1 is no number of seconds from 1 to %2.")
                           .arg(text)
                           .arg(mostPatience));
    }
    return std::chrono::seconds(seconds);
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
    const QCommandLineOption report(
        QStringLiteral("report"),
        QStringLiteral("With --screenshot and --extension: write what is on the page's console, "
                       "and whether anything is to be seen on the page (JSON)."),
        QStringLiteral("file"));
    const QCommandLineOption patience(
        QStringLiteral("patience"),
        QStringLiteral("With --report: how long the page has for loading and showing anything; 30 "
                       "seconds for the one and about 5 for the other unless given."),
        QStringLiteral("seconds"));
    const QCommandLineOption background(
        QStringLiteral("background"),
        QStringLiteral("Start in the tray, without a window, where the desktop has a tray."));
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
        QStringLiteral("A link to the tab of an extension, "
                       "docker-desktop://dashboard/extension-tab?extensionId=<id>, or to one that "
                       "may be installed, "
                       "docker-desktop://extensions/marketplace?extensionId=<id>. A program that "
                       "runs already shows it."),
        QStringLiteral("[link]"));
    parser.addOptions({help,
                       version,
                       engine,
                       extension,
                       background,
                       screenshot,
                       waitFor,
                       report,
                       patience,
                       theme,
                       size});
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
    options.isInBackground = parser.isSet(background);
    options.waitFor = parser.value(waitFor);
    options.report = parser.value(report);
    if (parser.isSet(help)) {
        options.output = parser.helpText();
    } else if (parser.isSet(version)) {
        options.output = QStringLiteral("Pierhead " PIERHEAD_VERSION "\n");
    }
    if (parser.isSet(theme)) {
        PIERHEAD_TRY(preference, parseTheme(parser.value(theme)));
        options.theme = preference;
    }
    if (parser.isSet(patience)) {
        PIERHEAD_TRY(seconds, parsePatience(parser.value(patience)));
        options.patience = seconds;
    }
    if (parser.isSet(size)) {
        PIERHEAD_TRY(extent, parseSize(parser.value(size)));
        options.size = extent;
    }
    const bool isOfAPage = !options.screenshot.isEmpty() && !options.extension.isEmpty();
    for (const QString &name : {QStringLiteral("wait-for"), QStringLiteral("report")}) {
        if (parser.isSet(name) && !isOfAPage) {
            return invalid(QStringLiteral("--%1 needs --screenshot and --extension.").arg(name));
        }
    }
    if (options.patience && options.report.isEmpty()) {
        return invalid(QStringLiteral("--patience needs --report."));
    }
    return options;
}

} // namespace pierhead::desktop
