#include "progressreader.h"

namespace pierhead::engine {

namespace {

/// How many characters of a build's output are kept for its error.
constexpr qsizetype outputKept = 8192;

/// One line, all members optional.
struct ProgressLine
{
    TransferProgress progress;
    QString output;  ///< "stream"
    QString error;   ///< "errorDetail.message", or "error"
    QString imageId; ///< "aux.ID"
};

void from_json(const nlohmann::json &source, ProgressLine &target)
{
    (void)source.get_ref<const nlohmann::json::object_t &>(); // anything else is no line of ours
    target.progress.id = json::fieldOr<QString>(source, "id", {});
    target.progress.status = json::fieldOr<QString>(source, "status", {});
    target.output = json::fieldOr<QString>(source, "stream", {});
    target.error = json::fieldOr<QString>(source, "error", {});
    const auto object = [&source](const char *key) {
        const auto found = source.find(key);
        return found != source.end() && found->is_object() ? *found : nlohmann::json::object();
    };
    const nlohmann::json detail = object("progressDetail");
    target.progress.current = json::fieldOr<qint64>(detail, "current", 0);
    target.progress.total = json::fieldOr<qint64>(detail, "total", 0);
    target.error = json::fieldOr<QString>(object("errorDetail"), "message", target.error);
    target.imageId = json::fieldOr<QString>(object("aux"), "ID", {});
}

QString after(const QString &text, QLatin1String prefix)
{
    return text.startsWith(prefix) ? text.mid(prefix.size()).trimmed() : QString();
}

} // namespace

ProgressReader::ProgressReader(ProgressSink sink)
    : m_sink(std::move(sink))
{ }

Result<> ProgressReader::take(const QByteArray &bytes)
{
    PIERHEAD_TRY(lines, m_lines.take(bytes));
    for (const QByteArray &line : lines) {
        const Result<> taken = takeLine(line);
        if (!taken) {
            return taken;
        }
    }
    return {};
}

Result<> ProgressReader::finish()
{
    const QByteArray rest = m_lines.takeRest();
    return rest.isEmpty() ? Result<>{} : takeLine(rest);
}

QString ProgressReader::imageId() const
{
    return m_wholeId.isEmpty() ? m_shortId : m_wholeId;
}

Result<> ProgressReader::takeLine(const QByteArray &text)
{
    PIERHEAD_TRY(line, json::parseAs<ProgressLine>(text));
    if (!line.error.isEmpty()) {
        return failure(ErrorCode::EngineRefused, line.error.trimmed(), m_output.trimmed());
    }
    if (!line.imageId.isEmpty()) {
        m_wholeId = line.imageId;
    }
    if (!line.output.isEmpty()) {
        takeOutput(line.output);
        line.progress.status = line.output.trimmed();
    }
    if (m_sink && !line.progress.status.isEmpty()) {
        m_sink(line.progress);
    }
    return {};
}

void ProgressReader::takeOutput(const QString &text)
{
    m_output = (m_output + text).right(outputKept);
    const QString built = after(text, QLatin1String("Successfully built "));
    if (!built.isEmpty()) {
        m_shortId = built;
    }
    // Podman names all images of an archive in one line.
    for (const auto &prefix : {QLatin1String("Loaded image ID: "),
                               QLatin1String("Loaded image: "),
                               QLatin1String("Loaded image(s): ")}) {
        const QStringList names = after(text, prefix).split(QLatin1Char(','), Qt::SkipEmptyParts);
        for (const QString &name : names) {
            m_loaded.append(name.trimmed());
        }
    }
}

} // namespace pierhead::engine
