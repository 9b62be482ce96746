#pragma once

#include <host/base/result.h>

#include <QByteArray>

#include <vector>

namespace pierhead::engine {

/// Cuts a stream into its lines, however it arrives. Blank lines are left out; a line end is \n or
/// \r\n. Private to host.
class JsonLines final
{
public:
    /// The lines that `bytes` completes. A line over 16 MiB is ErrorCode::Protocol.
    [[nodiscard]] Result<std::vector<QByteArray>> take(const QByteArray &bytes);

    /// What came after the last line end; empty where nothing did.
    [[nodiscard]] QByteArray takeRest();

private:
    QByteArray m_rest;
};

} // namespace pierhead::engine
