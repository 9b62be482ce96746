#pragma once

#include <QStringList>

namespace pierhead::bridge {

/// The words of a docker command with `engineSocket` where they mount Docker's usual socket, or
/// docker.sock.raw: as the source of `-v`, `--volume` or `--mount`, whose value is in the same word
/// or in the next one. Other words stay as they are.
[[nodiscard]] QStringList withEngineSocket(QStringList words, const QString &engineSocket);

} // namespace pierhead::bridge
