#pragma once

#include "enginetypes.h"
#include "jsonlines.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace pierhead::engine {

/// Reads what a pull, build or load tells: JSON lines, however they are cut. Docker's and Podman's
/// words are both understood.
class ProgressReader final
{
public:
    explicit ProgressReader(ProgressSink sink);

    /// Tells the sink of each line. A line that reports an error ends it with EngineRefused: the
    /// engine's words as message, the last of a build's output as detail.
    [[nodiscard]] Result<> take(const QByteArray &bytes);
    /// The stream is over; its last line may lack a line end.
    [[nodiscard]] Result<> finish();

    /// The id of the image that a build made: whole where the engine told it, else its first
    /// digits; empty where there is none.
    [[nodiscard]] QString imageId() const;

    /// What a load brought: references, or "sha256:…" where untagged.
    [[nodiscard]] QStringList loaded() const { return m_loaded; }

private:
    [[nodiscard]] Result<> takeLine(const QByteArray &line);
    void takeOutput(const QString &text);

    ProgressSink m_sink;
    JsonLines m_lines;
    QString m_output; ///< the last of it
    QString m_wholeId;
    QString m_shortId;
    QStringList m_loaded;
};

} // namespace pierhead::engine
