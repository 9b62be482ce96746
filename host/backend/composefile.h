#pragma once

#include <host/base/result.h>

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace pierhead::backend {

/// One bind mount of a service as its author wrote it, in the short or the long form.
struct ComposeBind
{
    QString source; ///< on the engine's host
    QString target; ///< in the container
    QString mode;   ///< what follows the target: "ro", "rw,z"; empty for the default
};

/// What an author says of a service that decides what is added to it.
struct ComposeService
{
    QString name;
    QString restart; ///< as written; empty where the key is absent
    bool hasDeployRestartPolicy = false;
    bool sharesNetwork = false; ///< network_mode is "host", "none", "service:…" or "container:…"
    bool hasProfiles = false;   ///< compose makes it only where it is asked to
    bool isAwaitedToEnd = false; ///< another service depends on its successful end
    QStringList dependencies;    ///< the services of `depends_on`
    std::vector<ComposeBind> binds;

    /// Its end is no fault: the author says so, or another service waits for it.
    [[nodiscard]] bool isOneShot() const;
    [[nodiscard]] bool mountsAt(const QString &target) const;
};

/// An author's compose file, as far as Pierhead has to know it. Compose itself reads the rest.
struct ComposeFile
{
    QString version; ///< the obsolete top-level key, or empty
    std::vector<ComposeService>
        services; ///< in the author's order: the first is the one that `vm.cli.exec` reaches

    /// The relative paths the file names beside itself: env files, configs, secrets, extended and
    /// included files, binds. Without a leading "./", each once, in order.
    QStringList references;

    /// The services' names, each after those it depends on; else in the author's order.
    [[nodiscard]] QStringList startOrder() const;

    /// InvalidManifest, with line and column, where the text is no YAML or no compose file.
    [[nodiscard]] static Result<ComposeFile> parse(const QByteArray &text);
};

} // namespace pierhead::backend
