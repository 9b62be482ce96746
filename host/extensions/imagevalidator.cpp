#include "imagevalidator.h"

#include "extensionfiles.h"
#include "hostbinaryfaults.h"
#include "imagelabels.h"

#include <QDir>
#include <QTemporaryDir>

namespace pierhead::extensions {

namespace {

void append(std::vector<Fault> *faults, std::vector<Fault> more)
{
    for (Fault &fault : more) {
        faults->push_back(std::move(fault));
    }
}

/// The faults of metadata.json and of what it names.
Task<Result<std::vector<Fault>>>
contentFaults(ImageFiles files, QString folder, QString architecture, StopToken stop)
{
    const Result<QByteArray> metadata = co_await copyMetadata(files, folder, stop);
    if (!metadata && metadata.error().code == ErrorCode::InvalidImage) {
        std::vector<Fault> missing{
            {Fault::Severity::Error, QStringLiteral("metadata.json"), metadata.error().message}};
        co_return missing;
    }
    if (!metadata) {
        co_return tl::unexpected<Error>(metadata.error());
    }
    std::vector<Fault> faults = manifestFaults(*metadata);
    const Result<Manifest> manifest = Manifest::parse(*metadata);
    if (manifest) {
        PIERHEAD_CO_TRY(more, co_await copyExtensionFiles(files, *manifest, folder, stop));
        append(&faults, more);
        append(&faults, hostBinaryFaults(*manifest, folder, architecture));
    }
    co_return faults;
}

} // namespace

Task<Result<std::vector<Fault>>>
validateImage(engine::EngineClient engine, QString reference, QString scratchFolder, StopToken stop)
{
    PIERHEAD_CO_TRY(image, co_await engine.inspectImage(reference, stop));
    QDir().mkpath(scratchFolder);
    const QTemporaryDir scratch(scratchFolder + QStringLiteral("/validate-XXXXXX"));
    if (!scratch.isValid()) {
        co_return failure(
            ErrorCode::Io,
            QStringLiteral("Making a folder in %1 failed: %2. Look whether the disk is full.")
                .arg(scratchFolder, scratch.errorString()));
    }
    std::vector<Fault> faults = labelFaults(image.labels);
    const QString owner = QStringLiteral("validate");
    PIERHEAD_CO_TRY(files, co_await ImageFiles::open(engine, image.id, owner, stop));
    const Result<std::vector<Fault>> content =
        co_await contentFaults(files, scratch.path(), image.architecture, stop);
    const Result<void> closed = co_await files.close();
    if (!content || !closed) {
        co_return tl::unexpected<Error>(content ? closed.error() : content.error());
    }
    append(&faults, *content);
    co_return faults;
}

} // namespace pierhead::extensions
