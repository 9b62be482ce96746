#include "validatecommand.h"

#include "faultreport.h"

#include <host/engine/engine.h>
#include <host/extensions/imagevalidator.h>
#include <host/extensions/manifest.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace pierhead::cli {

namespace {

constexpr qint64 maximumMetadataBytes = 4LL * 1024 * 1024;

/// The metadata.json that is meant, or nothing where it is an image.
QString metadataFile(const QString &subject)
{
    const QFileInfo info(subject);
    if (info.isDir()) {
        return QDir(subject).filePath(QStringLiteral("metadata.json"));
    }
    const bool isPath = info.isFile() || subject.startsWith(QLatin1Char('/'))
        || subject.startsWith(QLatin1Char('.')) || subject.endsWith(QStringLiteral(".json"));
    return isPath ? subject : QString();
}

Result<QByteArray> readMetadata(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io,
                       QStringLiteral("\"%1\" cannot be read: %2. Give the path of a metadata.json "
                                      "or an image.")
                           .arg(path, file.errorString()));
    }
    const QByteArray text = file.read(maximumMetadataBytes + 1);
    if (text.size() > maximumMetadataBytes) {
        return failure(
            ErrorCode::InvalidManifest,
            QStringLiteral("\"%1\" is larger than 4 MiB, which no metadata.json is.").arg(path));
    }
    return text;
}

Result<ExitCode> validateFile(Terminal &terminal, const QString &path)
{
    PIERHEAD_TRY(text, readMetadata(path));
    return reportFaults(
        terminal,
        extensions::manifestFaults(text),
        {QStringLiteral("The plugin metadata file is valid"),
         QStringLiteral("The plugin metadata file \"%1\" is not valid. see errors: ").arg(path),
         QStringLiteral("invalid plugin metadata file")});
}

} // namespace

Command::Description ValidateCommand::description() const
{
    return {
        QStringLiteral("validate"),
        {},
        QStringLiteral("Check an extension's image or its metadata.json"),
        QStringLiteral(
            "Every fault is told at once, with the label or the JSON path it is at and what is "
            "expected there. Warnings are about what only a marketplace needs; they do not make "
            "an extension invalid.\n"
            "An image must be on the engine already. Nothing of it is run."),
        {QStringLiteral("validate my-extension:1.0"), QStringLiteral("validate ./metadata.json")},
    };
}

Parameters ValidateCommand::parameters()
{
    return {Parameter::argument(
                QStringLiteral("SUBJECT"),
                m_subject,
                QStringLiteral("An image reference, or the path of a metadata.json or its folder."))
                .completedBy(Parameter::Values::Files)};
}

Task<Result<ExitCode>> ValidateCommand::run(Session session)
{
    const QString file = metadataFile(m_subject);
    if (!file.isEmpty()) {
        co_return validateFile(session.terminal, file);
    }
    PIERHEAD_CO_TRY(engine,
                    co_await engine::Engine::find(session.engine, session.paths, session.stop));
    PIERHEAD_CO_TRY(
        faults,
        co_await extensions::validateImage(engine->client(),
                                           m_subject,
                                           session.paths.cache + QStringLiteral("/scratch"),
                                           session.stop));
    co_return reportFaults(
        session.terminal,
        faults,
        {QStringLiteral("The extension image \"%1\" is valid").arg(m_subject),
         QStringLiteral("The extension image \"%1\" is not valid. see errors: ").arg(m_subject),
         QStringLiteral("invalid extension image")});
}

} // namespace pierhead::cli
