#pragma once

#include "parameter.h"

#include <host/base/result.h>

namespace pierhead::cli {

/// What every command takes, before or after its name. The docker program passes its own global
/// options on to its plug-ins, so those are among them.
struct GlobalOptions
{
    QString engine;
    QString context;
    QString dockerConfig;
    QString logLevel;
    bool debug = false;
    bool help = false;
    bool version = false;

    bool tls = false;
    bool tlsVerify = false;
    QString tlsCaCertificate;
    QString tlsCertificate;
    QString tlsKey;

    [[nodiscard]] Parameters parameters();

    [[nodiscard]] bool asksForTls() const;
    /// The folder with the certificates that are named; empty where none is. InvalidArgument where
    /// they are not ca.pem, cert.pem and key.pem of one folder, as the engine's addresses need it.
    [[nodiscard]] Result<QString> certificateFolder() const;
};

} // namespace pierhead::cli
