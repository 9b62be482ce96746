#include "composefiles.h"

#include <host/backend/composefile.h>

#include <QDir>
#include <QFileInfo>

namespace pierhead::extensions {

namespace {

constexpr archive::TarLimits folderLimits{};

std::vector<Fault> fault(const Text &words)
{
    return {{Fault::Severity::Error, QStringLiteral("/vm/composefile"), words}};
}

/// Whether an error is of the image, and not of the engine or the disk.
bool isOfTheImage(const Error &error)
{
    return error.code == ErrorCode::NotFound || error.code == ErrorCode::InvalidImage
        || error.code == ErrorCode::InvalidManifest;
}

Result<backend::ComposeFile>
readComposeFile(const QString &folder, const QString &name, const QString &inImage)
{
    const QFileInfo info(folder + QLatin1Char('/') + name);
    const QString place = QFileInfo(folder).canonicalFilePath() + QLatin1Char('/');
    if (!info.isFile() || !info.canonicalFilePath().startsWith(place)) {
        return failure(ErrorCode::InvalidImage,
                       Text::english("\"%1\" is no file in the image").arg(inImage));
    }
    QFile file(info.canonicalFilePath());
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(
            ErrorCode::Io,
            Text::english("Reading %1 failed: %2.").arg(file.fileName(), file.errorString()));
    }
    return backend::ComposeFile::parse(file.readAll());
}

/// What the file names beside itself. What is not there is left out: the engine makes a folder that
/// is bound, and compose says what else it misses.
Task<Result<void>> copyBeside(ImageFiles files, QStringList paths, QString target, StopToken stop)
{
    for (const QString &path : paths) {
        const QString clean = QDir::cleanPath(path);
        if (clean.startsWith(QLatin1String("../")) || clean == QLatin1String("..")
            || QDir::isAbsolutePath(clean)) {
            continue;
        }
        const QString place = target + QLatin1Char('/') + clean;
        QDir().mkpath(QFileInfo(place).path());
        const Result<void> copied = co_await files.copy(clean, place, folderLimits, stop);
        if (!copied && copied.error().code != ErrorCode::NotFound) {
            co_return copied;
        }
    }
    co_return Result<void>{};
}

Task<Result<backend::ComposeFile>>
copyAll(ImageFiles files, QString composeFile, QString target, StopToken stop)
{
    const QString name = QFileInfo(composeFile).fileName();
    const QString folder = QFileInfo(composeFile).path();
    const bool isAtRoot = folder == QLatin1String(".");
    if (isAtRoot) {
        QDir().mkpath(target);
    }
    const QString from = isAtRoot ? composeFile : folder;
    const QString to = isAtRoot ? target + QLatin1Char('/') + name : target;
    const Result<void> copied = co_await files.copy(from, to, folderLimits, stop);
    if (!copied) {
        co_return tl::unexpected<Error>(copied.error());
    }
    PIERHEAD_CO_TRY(file, readComposeFile(target, name, composeFile));
    if (isAtRoot) {
        const QStringList beside = QStringList(QStringLiteral(".env")) + file.references;
        const Result<void> others = co_await copyBeside(files, beside, target, stop);
        if (!others) {
            co_return tl::unexpected<Error>(others.error());
        }
    }
    co_return file;
}

} // namespace

Task<Result<std::vector<Fault>>>
copyComposeFiles(ImageFiles files, QString composeFile, QString target, StopToken stop)
{
    const QString clean = QDir::cleanPath(composeFile);
    if (clean == QLatin1String("..") || clean.startsWith(QLatin1String("../"))) {
        co_return fault(Text::english("\"%1\" leads out of the image").arg(composeFile));
    }
    const Result<backend::ComposeFile> file = co_await copyAll(files, clean, target, stop);
    if (!file && isOfTheImage(file.error())) {
        co_return fault(file.error().text());
    }
    if (!file) {
        co_return tl::unexpected<Error>(file.error());
    }
    co_return std::vector<Fault>{};
}

} // namespace pierhead::extensions
