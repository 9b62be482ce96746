#include "incontainer.h"

#include <host/backend/runexec.h>

#include <result.h>

namespace pierhead::bench {

namespace {

/// The shell tells seconds since the start of the machine before and after.
const QString rounds = QStringLiteral(
    "now() { cut -d ' ' -f 1 /proc/uptime; }; now; round=0; while [ $round -lt $1 ]; do "
    "%1; round=$((round+1)); done; now");

} // namespace

double inContainer(const engine::EngineClient &client,
                   const QString &container,
                   const QString &script,
                   int count)
{
    const backend::ExecSpec spec{.command = {QStringLiteral("sh"),
                                             QStringLiteral("-c"),
                                             rounds.arg(script),
                                             QStringLiteral("sh"),
                                             QString::number(count)},
                                 .workingDirectory = {},
                                 .environment = {}};
    const auto outcome = test::await(backend::runExec(client, container, spec, {}));
    const QList<QByteArray> times =
        outcome ? outcome->standardOutput.trimmed().split('\n') : QList<QByteArray>{};
    return times.size() == 2 ? (times.at(1).toDouble() - times.at(0).toDouble()) * 1000 / count : 0;
}

} // namespace pierhead::bench
