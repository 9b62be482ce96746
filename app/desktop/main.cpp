#include "application.h"
#include "display.h"

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

    ViewPlugin plugin;
    Application application(*options, pierhead::Paths::fromEnvironment(), plugin);
    const auto end = [](int exitCode, const QStringList &problems) {
        fail(problems);
        QCoreApplication::exit(exitCode);
    };
    // Queued, since exit() before exec() would be forgotten.
    QObject::connect(&application, &Application::finished, qApp, end, Qt::QueuedConnection);
    application.start();
    return QApplication::exec();
}
