#include "jsonlines.h"

namespace pierhead::engine {

namespace {

constexpr qsizetype maximumLine = 16LL * 1024 * 1024;

} // namespace

Result<std::vector<QByteArray>> JsonLines::take(const QByteArray &bytes)
{
    std::vector<QByteArray> lines;
    qsizetype position = 0;
    while (true) {
        const qsizetype end = bytes.indexOf('\n', position);
        m_rest += bytes.mid(position, end < 0 ? -1 : end - position);
        if (m_rest.size() > maximumLine) {
            return failure(ErrorCode::Protocol,
                           Text::english("The engine sent a line of more than %1 MiB.")
                               .arg(maximumLine / 1024 / 1024));
        }
        if (end < 0) {
            return lines;
        }
        QByteArray line = takeRest();
        if (!line.isEmpty()) {
            lines.push_back(std::move(line));
        }
        position = end + 1;
    }
}

QByteArray JsonLines::takeRest()
{
    return std::exchange(m_rest, {}).trimmed();
}

} // namespace pierhead::engine
