#pragma once

#include "enginechoice.h"
#include "enginesession.h"
#include "extensionmodel.h"

#include <chrono>

namespace pierhead::desktop {

/// The engines there are to choose from: the one in use, those of the command line, the
/// environment, Docker's contexts and the well-known sockets, those of installed extensions, and
/// the embedded one.
class EngineChoices final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineChoices)

public:
    /// `requested` is the value of --engine, or empty.
    EngineChoices(QString requested,
                  const EngineSession &engines,
                  const ExtensionModel &model,
                  QObject *parent = nullptr);
    ~EngineChoices() override;

    /// Looks anew what there is, and asks all of them at once. What is known stays until then.
    void refresh();

    /// In that order; none twice.
    [[nodiscard]] const std::vector<EngineChoice> &all() const { return m_all; }

    /// How long an engine has for its answer.
    void setLimit(std::chrono::milliseconds limit) { m_limit = limit; }

Q_SIGNALS:
    void changed();

private:
    void add(EngineChoice choice);
    void addKey(const QString &key, const QString &origin);
    void ask(const EngineChoice &choice);
    void answer(const QString &key, const Result<engine::EngineVersion> &version);

    QString m_requested;
    const EngineSession &m_engines;
    const ExtensionModel &m_model;
    std::vector<EngineChoice> m_all;
    std::chrono::milliseconds m_limit;
    StopSource m_stop; ///< of what is being asked
};

} // namespace pierhead::desktop
