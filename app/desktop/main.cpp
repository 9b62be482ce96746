#include "application.h"
#include "display.h"
#include "language.h"
#include "singleinstance.h"

#include <QApplication>

#include <cstdio>

namespace {

using namespace pierhead::desktop;

int fail(const QStringList &problems)
{
    for (const QString &problem : problems) {
        if (!problem.isEmpty()) {
            std::fprintf(stderr, "pierhead: %s\n", qPrintable(problem));
        }
    }
    return 1;
}

/// What a second start asks for; it has read its options itself before.
void show(Application &application, const QStringList &asked, const QString &activationToken)
{
    const auto options = Options::parse(QStringList{QStringLiteral("pierhead")} + asked);
    if (!options) {
        return;
    }
    if (!activationToken.isEmpty()) {
        // Where Qt's Wayland plug-in looks for it.
        qputenv("XDG_ACTIVATION_TOKEN", activationToken.toUtf8());
    }
    application.show(*options);
}

/// All but what has to be known, and to be there, before. `arguments` are those behind the
/// program's name.
int run(const Options &options, const QStringList &arguments)
{
    const pierhead::Paths paths = pierhead::Paths::fromEnvironment();
    SingleInstance instance(paths);
    // A picture is taken in a window of its own.
    if (options.screenshot.isEmpty()) {
        const auto role = instance.start(arguments);
        if (!role) {
            return fail({role.error().message});
        }
        if (*role == SingleInstance::Role::Second) {
            return 0;
        }
    }
    // What goes into a report is for other programs.
    const QString code = options.report.isEmpty()
        ? pierhead::settings::Settings(paths).values().language
        : QStringLiteral("en");
    const Language language(code);
    ViewPlugin plugin;
    Application application(options, paths, plugin);
    const auto end = [](int exitCode, const QStringList &problems) {
        fail(problems);
        QCoreApplication::exit(exitCode);
    };
    // Queued, since exit() before exec() would be forgotten.
    QObject::connect(&application, &Application::finished, qApp, end, Qt::QueuedConnection);
    QObject::connect(&instance,
                     &SingleInstance::asked,
                     &application,
                     [&application](const QStringList &asked, const QString &activationToken) {
                         show(application, asked, activationToken);
                     });
    application.start();
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QStringList arguments;
    for (int place = 0; place < argc; ++place) {
        arguments.append(QString::fromLocal8Bit(argv[place]));
    }
    const auto options = Options::parse(arguments);
    if (!options) {
        return fail({options.error().message});
    }
    if (!options->output.isEmpty()) {
        std::fputs(qPrintable(options->output), stdout);
        return 0;
    }
    if (const auto display = chooseDisplay(*options); !display) {
        return fail({display.error().message});
    }
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    const QApplication qtApplication(argc, argv);
    QApplication::setApplicationName(QStringLiteral("pierhead"));
    QApplication::setApplicationVersion(QStringLiteral(PIERHEAD_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("pierhead"));
    QApplication::setQuitOnLastWindowClosed(false);

    return run(*options, arguments.mid(1));
}
