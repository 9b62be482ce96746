#pragma once

#include <host/archive/tarextractor.h>
#include <host/base/async.h>
#include <host/engine/engineclient.h>

namespace pierhead::extensions {

/// The files of an image, read through containers that are created for it and never started, so
/// that nothing of the image runs and no shell is needed. What is copied at once is read through
/// one each, since an engine lets one reader after the other into a container. A value: copies mean
/// the same containers, which close() removes.
class ImageFiles final
{
public:
    /// `owner` is whom sweep() knows the containers by.
    [[nodiscard]] static Task<Result<ImageFiles>>
    open(engine::EngineClient client, QString image, QString owner, StopToken stop);

    /// On the containers: the owner is its value.
    [[nodiscard]] static QString ownerLabel();

    /// Removes containers that a process which died has left; nobody else may be at work for the
    /// same owner.
    [[nodiscard]] static Task<Result<void>>
    sweep(engine::EngineClient client, QString owner, StopToken stop);

    /// Copies what is at `path` in the image to `target`; links are followed inside the image. Many
    /// may be under way at once.
    /// NotFound where nothing is there; InvalidImage for what is unsafe or over the limits.
    [[nodiscard]] Task<Result<void>>
    copy(QString path, QString target, archive::TarLimits limits, StopToken stop) const;

    /// Removes the containers; no copy is under way any more.
    [[nodiscard]] Task<Result<void>> close() const;

private:
    struct State;
    explicit ImageFiles(std::shared_ptr<State> state);

    [[nodiscard]] static Task<Result<QString>> idleContainer(std::shared_ptr<State> state,
                                                             StopToken stop);
    [[nodiscard]] static Task<Result<void>> copyFrom(std::shared_ptr<State> state,
                                                     QString path,
                                                     QString target,
                                                     archive::TarLimits limits,
                                                     StopToken stop);
    [[nodiscard]] static Task<Result<void>> closeAll(std::shared_ptr<State> state);

    std::shared_ptr<State> m_state;
};

} // namespace pierhead::extensions
