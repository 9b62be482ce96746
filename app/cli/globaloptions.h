#pragma once

#include "parameter.h"

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
};

} // namespace pierhead::cli
