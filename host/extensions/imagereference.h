#pragma once

#include <host/base/result.h>

#include <QString>

namespace pierhead::extensions {

/// An image reference as Docker writes it: [registry/]repository[:tag][@digest].
struct ImageReference
{
    QString repository; ///< with its registry, "ghcr.io/org/name", unless that is Docker Hub
    QString tag;        ///< empty where none is given
    QString digest;     ///< "sha256:…", or empty

    /// InvalidArgument where Docker's grammar for references does not allow it; the message shows
    /// the text.
    [[nodiscard]] static Result<ImageReference> parse(const QString &text);

    /// With tag "latest" where neither tag nor digest is there.
    [[nodiscard]] ImageReference withDefaultTag() const;
    [[nodiscard]] QString toString() const;

    /// "ghcr.io"; "docker.io" for Docker Hub.
    [[nodiscard]] QString registry() const;
    /// The repository's name there: "org/name"; "library/nginx" for nginx of Docker Hub.
    [[nodiscard]] QString path() const;
};

} // namespace pierhead::extensions
