#include "composeprogram.h"

#include <host/process/runprocess.h>

#include <QStandardPaths>

#include <yaml-cpp/yaml.h>

namespace pierhead::backend {

namespace {

/// Every call has the extension's image and its engine, whatever the user's context says
/// (contract 1.5, 3.7).
QProcessEnvironment environmentFor(const ComposeProject &project)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith(QLatin1String("COMPOSE_"))) {
            environment.remove(name);
        }
    }
    project.engine.applyTo(environment);
    if (project.engine.usesTls()) {
        // Python's library for HTTP takes these before the engine's own authority.
        environment.remove(QStringLiteral("REQUESTS_CA_BUNDLE"));
        environment.remove(QStringLiteral("CURL_CA_BUNDLE"));
    }
    environment.insert(QStringLiteral("DESKTOP_PLUGIN_IMAGE"), project.pluginImage);
    return environment;
}

QStringList projectArguments(const ComposeProgram &program, const ComposeProject &project)
{
    QStringList arguments = program.leading;
    arguments << QStringLiteral("--ansi") << QStringLiteral("never")
              << QStringLiteral("--project-name") << project.name
              << QStringLiteral("--project-directory") << project.folder;
    for (const QString &file : project.files) {
        arguments << QStringLiteral("--file") << file;
    }
    return arguments;
}

process::ProcessSpec
call(const ComposeProgram &program, const ComposeProject &project, const QStringList &words)
{
    process::ProcessSpec spec;
    spec.program = program.program;
    spec.arguments = projectArguments(program, project) + words;
    spec.environment = environmentFor(project);
    spec.workingDirectory = project.folder;
    return spec;
}

} // namespace

Task<Result<ComposeProgram>> ComposeProgram::find(StopToken stop)
{
    // Only docker itself knows whether it has the plug-in.
    process::ProcessSpec ask;
    ask.program = QStringLiteral("docker");
    ask.arguments << QStringLiteral("compose") << QStringLiteral("version");
    const Result<process::ProcessOutcome> answer = co_await process::run(ask, stop);
    if (answer && answer->exitCode == 0 && !answer->isCrash) {
        co_return ComposeProgram{ask.program, {QStringLiteral("compose")}};
    }
    if (!answer && answer.error().code == ErrorCode::Cancelled) {
        co_return tl::unexpected<Error>(answer.error());
    }
    const QString standalone = QStringLiteral("docker-compose");
    if (!QStandardPaths::findExecutable(standalone).isEmpty()) {
        co_return ComposeProgram{standalone, {}};
    }
    co_return failure(
        ErrorCode::NotFound,
        Text::english("The extension's backend is made of a compose file, and there is neither "
                      "`docker compose` nor `docker-compose` on this machine. Install one of "
                      "them (Debian: docker-compose), then try again."));
}

process::ProcessSpec composeConfig(const ComposeProgram &program, const ComposeProject &project)
{
    return call(program, project, {QStringLiteral("config")});
}

process::ProcessSpec composeUp(const ComposeProgram &program, const ComposeProject &project)
{
    return call(program,
                project,
                {QStringLiteral("up"),
                 QStringLiteral("--detach"),
                 QStringLiteral("--no-build"),
                 QStringLiteral("--remove-orphans")});
}

Result<QStringList> imagesInConfig(const QByteArray &text)
{
    try {
        QStringList images;
        for (const auto &service : YAML::Load(text.toStdString())["services"]) {
            const YAML::Node image = service.second["image"];
            if (!image || !image.IsScalar()) {
                return failure(
                    ErrorCode::InvalidManifest,
                    Text::english("The service \"%1\" of the extension's compose file has no "
                                  "image. An extension's services are made of images, not built.")
                        .arg(QString::fromStdString(service.first.Scalar())));
            }
            const QString name = QString::fromStdString(image.Scalar());
            if (!images.contains(name)) {
                images.append(name);
            }
        }
        return images;
    } catch (const YAML::Exception &exception) {
        return failure(ErrorCode::InvalidManifest,
                       Text::english("What compose made of the extension's compose file cannot be "
                                     "read: %1")
                           .arg(QString::fromUtf8(exception.what())));
    }
}

} // namespace pierhead::backend
