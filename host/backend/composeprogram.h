#pragma once

#include <host/base/async.h>
#include <host/engine/engineaddress.h>
#include <host/process/processspec.h>

#include <QString>
#include <QStringList>

namespace pierhead::backend {

/// The compose program of this machine: `docker compose` (v2), else `docker-compose` (v1, or v2 by
/// its old name). All of them take the same words from Pierhead.
struct ComposeProgram
{
    QString program;
    QStringList leading; ///< arguments before the first of compose's own: {"compose"}, or none

    /// NotFound says what was looked for and what to install.
    [[nodiscard]] static Task<Result<ComposeProgram>> find(StopToken stop = {});
};

/// What compose is to work on.
struct ComposeProject
{
    QString name;        ///< ExtensionId::projectName()
    QString folder;      ///< that relative paths start from; it has the author's `.env`
    QStringList files;   ///< the author's, then Pierhead's override
    QString pluginImage; ///< the value of DESKTOP_PLUGIN_IMAGE: reference with tag
    engine::EngineAddress engine;
};

/// `config`: prints the files as compose understands them, variables put in. Looks at no engine.
[[nodiscard]] process::ProcessSpec composeConfig(const ComposeProgram &program,
                                                 const ComposeProject &project);
/// The images in what `config` printed, each once. InvalidManifest for a service without one.
[[nodiscard]] Result<QStringList> imagesInConfig(const QByteArray &text);
/// `up`: makes what is missing and starts it, in the background. Images are never built.
[[nodiscard]] process::ProcessSpec composeUp(const ComposeProgram &program,
                                             const ComposeProject &project);

} // namespace pierhead::backend
