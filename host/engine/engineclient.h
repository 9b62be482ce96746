#pragma once

#include "enginetypes.h"
#include "httpclient.h"
#include "pullwatch.h"
#include "registrylogin.h"

namespace pierhead::engine {

/// The Engine API, typed. It marshals and nothing else: what a label means is `host/extensions`'
/// affair. Errors are HttpClient's, with what was being done put before them. Source: Docker Engine
/// API v1.41.
class EngineClient final
{
public:
    explicit EngineClient(EngineAddress address,
                          std::chrono::milliseconds pullSilence = pullSilenceLimit);

    [[nodiscard]] const HttpClient &http() const { return m_http; }

    [[nodiscard]] const EngineAddress &address() const { return m_http.address(); }

    /// See HttpClient; transfers of images are not limited.
    [[nodiscard]] EngineClient answeringWithin(std::chrono::seconds limit) const;

    [[nodiscard]] Task<Result<EngineVersion>> version(StopToken stop = {}) const;

    [[nodiscard]] Task<Result<ImageInfo>> inspectImage(QString reference,
                                                       StopToken stop = {}) const;
    /// What the engine knows of the image, untouched (ImageInspect).
    [[nodiscard]] Task<Result<nlohmann::json>> imageJson(QString reference,
                                                         StopToken stop = {}) const;
    /// Without the layers that have no name and are in use by others.
    [[nodiscard]] Task<Result<std::vector<ImageSummary>>> listImages(StopToken stop = {}) const;
    /// With a login to the image's registry where that wants one. Timeout where that stops sending
    /// (see PullWatch).
    [[nodiscard]] Task<Result<void>> pullImage(QString reference,
                                               ProgressSink progress,
                                               StopToken stop = {},
                                               std::optional<RegistryLogin> login = {}) const;
    /// `docker load` of an archive (plain or gzip); the references, or ids where untagged, it
    /// brought.
    [[nodiscard]] Task<Result<QStringList>>
    loadImage(QString archive, ProgressSink progress, StopToken stop = {}) const;
    /// `docker save` of several images into one file, which is gone after a failure.
    [[nodiscard]] Task<Result<void>>
    saveImages(QStringList references, QString file, StopToken stop = {}) const;
    /// `docker build` of a tar file with its Dockerfile at the root; the new image's id.
    [[nodiscard]] Task<Result<QString>> buildImage(QString contextTar,
                                                   QString tag,
                                                   Labels buildArguments,
                                                   ProgressSink progress,
                                                   StopToken stop = {}) const;
    /// The engine's list untouched (ImageList; `all`, `filters`, `digests`).
    [[nodiscard]] Task<Result<nlohmann::json>> imagesJson(QMap<QString, QString> query,
                                                          StopToken stop = {}) const;
    [[nodiscard]] Task<Result<void>> tagImage(QString image, QString reference) const;
    [[nodiscard]] Task<Result<void>> removeImage(QString image) const;

    /// `filters` is the API's: {"label": ["a=b"]}
    [[nodiscard]] Task<Result<std::vector<ContainerSummary>>>
    listContainers(QMap<QString, QStringList> filters, StopToken stop = {}) const;
    /// The same untouched, with a query of the API's own (ContainerList; `all`, `limit`, `size`,
    /// `filters`).
    [[nodiscard]] Task<Result<nlohmann::json>> containersJson(QMap<QString, QString> query,
                                                              StopToken stop = {}) const;
    [[nodiscard]] Task<Result<ContainerDetails>> inspectContainer(QString container,
                                                                  StopToken stop = {}) const;
    /// The same untouched (ContainerInspect).
    [[nodiscard]] Task<Result<nlohmann::json>> containerJson(QString container,
                                                             StopToken stop = {}) const;
    [[nodiscard]] Task<Result<QString>> createContainer(ContainerSpec spec,
                                                        StopToken stop = {}) const;
    [[nodiscard]] Task<Result<void>> startContainer(QString container, StopToken stop = {}) const;
    /// `graceSeconds` until it is killed.
    [[nodiscard]] Task<Result<void>> stopContainer(QString container, int graceSeconds) const;
    /// Stops it likewise, where it runs, and starts it.
    [[nodiscard]] Task<Result<void>> restartContainer(QString container, int graceSeconds) const;
    /// What the engine does when it ends: "always", "unless-stopped", … Podman 4 knows no such
    /// call.
    [[nodiscard]] Task<Result<void>> setRestartPolicy(QString container, QString policy) const;
    /// Changes what a container may take while it runs; a limit cannot be taken away. NotFound from
    /// Podman before 5.1, which knows no such call.
    [[nodiscard]] Task<Result<void>>
    updateContainer(QString container, ContainerUpdate update, StopToken stop = {}) const;
    /// Stops it by force where needed; its anonymous volumes go with it. A container that is gone
    /// already is success.
    [[nodiscard]] Task<Result<void>> removeContainer(QString container) const;
    /// `path` inside the container as a tar file of at most `maximumBytes`; see
    /// HttpClient::download.
    [[nodiscard]] Task<Result<void>> downloadArchive(QString container,
                                                     QString path,
                                                     std::shared_ptr<ByteQueue> target,
                                                     qint64 maximumBytes,
                                                     StopToken stop = {}) const;

    /// Unpacks the tar archive into `folder` (which is there) inside the container.
    [[nodiscard]] Task<Result<void>>
    uploadArchive(QString container, QString folder, QByteArray tar, StopToken stop = {}) const;

    /// The id of a new network.
    [[nodiscard]] Task<Result<QString>>
    createNetwork(QString name, Labels labels, StopToken stop = {}) const;
    /// The ids of the networks that fit.
    [[nodiscard]] Task<Result<QStringList>> listNetworks(QMap<QString, QStringList> filters) const;
    /// A network that is gone already is success.
    [[nodiscard]] Task<Result<void>> removeNetwork(QString network) const;

    [[nodiscard]] Task<Result<std::vector<VolumeSummary>>> listVolumes(StopToken stop = {}) const;
    /// What the engine knows of the volume, untouched (VolumeInspect).
    [[nodiscard]] Task<Result<nlohmann::json>> volumeJson(QString volume,
                                                          StopToken stop = {}) const;
    /// Conflict while a container has it; one that is gone already is success.
    [[nodiscard]] Task<Result<void>> removeVolume(QString volume) const;

    [[nodiscard]] Task<Result<QString>>
    createExec(QString container, ExecConfig config, StopToken stop = {}) const;
    /// The exec's multiplexed output; feed it to FramedStream. Not started yet: see
    /// HttpStream::start().
    [[nodiscard]] Task<Result<std::unique_ptr<HttpStream>>> startExec(QString exec,
                                                                      StopToken stop = {}) const;
    /// The same for an exec that was created with a tty: the output comes as it is.
    [[nodiscard]] Task<Result<std::unique_ptr<HttpStream>>>
    startTerminalExec(QString exec, StopToken stop = {}) const;
    /// The size of an exec's tty, in characters.
    [[nodiscard]] Task<Result<void>> resizeExec(QString exec, int columns, int rows) const;
    [[nodiscard]] Task<Result<ExecDetails>> inspectExec(QString exec, StopToken stop = {}) const;

private:
    HttpClient m_http;
    std::chrono::milliseconds m_pullSilence;
};

} // namespace pierhead::engine
