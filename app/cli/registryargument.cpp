#include "registryargument.h"

namespace pierhead::cli {

Parameter registryArgument(QString &target)
{
    return Parameter::argument(QStringLiteral("REGISTRY"),
                               target,
                               QStringLiteral("The registry as references name it, \"ghcr.io\" or "
                                              "\"localhost:5000\"; Docker Hub without one."))
        .optional();
}

} // namespace pierhead::cli
