#include "exportcommand.h"

#include "barline.h"
#include "targetextension.h"

#include <host/extensions/extensionexport.h>
#include <host/extensions/extensionstore.h>

#include <QFileInfo>

namespace pierhead::cli {

Command::Description ExportCommand::description() const
{
    return {
        QStringLiteral("export"),
        {},
        QStringLiteral("Write an extension and its backend's images to one archive"),
        QStringLiteral("\"install\" takes the archive on a machine that reaches no registry. It is "
                       "what \"docker save\" writes, so \"docker load\" takes it too. Volumes and "
                       "what the extension's pages keep are not in it."),
        {QStringLiteral("export hello-backend"),
         QStringLiteral("export --output /media/stick/hello.tar hello-backend")},
    };
}

Parameters ExportCommand::parameters()
{
    return {
        extensionArgument(m_key),
        Parameter::option(QLatin1Char('o'),
                          QStringLiteral("output"),
                          QStringLiteral("FILE"),
                          m_file,
                          QStringLiteral("The archive, which is replaced; NAME.tar in this folder "
                                         "unless given."))
            .completedBy(Parameter::Values::Files),
    };
}

Task<Result<ExitCode>> ExportCommand::run(Session session)
{
    PIERHEAD_CO_TRY(extension, extensions::ExtensionStore(session.paths).find(m_key));
    PIERHEAD_CO_TRY(engine,
                    co_await engine::Engine::at(extension.engine, session.paths, session.stop));
    const QString name = QString(extension.name).replace(QLatin1Char('/'), QLatin1Char('-'));
    const QString file =
        QFileInfo(m_file.isEmpty() ? name + QStringLiteral(".tar") : m_file).absoluteFilePath();
    session.terminal.print(
        QStringLiteral("Exporting extension \"%1\" to %2...").arg(extension.name, file));
    PIERHEAD_CO_TRY(
        images,
        co_await extensions::exportExtension(engine->client(), extension, file, session.stop));
    for (const QString &image : images) {
        session.terminal.print(QStringLiteral("  ") + image);
    }
    session.terminal.print(
        QStringLiteral("Extension \"%1\" exported, %2. \"docker extension install %3\" installs it "
                       "elsewhere.")
            .arg(extension.name, byteSize(QFileInfo(file).size()), QFileInfo(file).fileName()));
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
