#pragma once

#include <host/archive/tarextractor.h>
#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::extensions {

/// The files of an image, read through a container that is created for it and never started, so
/// that nothing of the image runs and no shell is needed. A value: copies mean the same container,
/// which close() removes.
class ImageFiles final
{
public:
    /// `owner` is whom sweep() knows the container by.
    [[nodiscard]] static Task<Result<ImageFiles>>
    open(engine::EngineClient client, QString image, QString owner, StopToken stop);

    /// Removes containers that a process which died has left; nobody else may be at work for the
    /// same owner.
    [[nodiscard]] static Task<Result<void>>
    sweep(engine::EngineClient client, QString owner, StopToken stop);

    /// Copies what is at `path` in the image to `target`; links are followed inside the image. Many
    /// may be under way at once.
    /// NotFound where nothing is there; InvalidImage for what is unsafe or over the limits.
    [[nodiscard]] Task<Result<void>>
    copy(QString path, QString target, archive::TarLimits limits, StopToken stop) const;

    /// Removes the container; it is not needed any more.
    [[nodiscard]] Task<Result<void>> close() const;

private:
    ImageFiles(engine::EngineClient client, QString container);

    engine::EngineClient m_client;
    QString m_container;
};

} // namespace pierhead::extensions
