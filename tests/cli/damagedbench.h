#pragma once

#include "programrun.h"
#include "simulatedengine.h"

#include <host/base/json.h>

namespace pierhead::test {

/// Two extensions, org/sample and org/other, each with a page and a backend, installed by the
/// program on a simulated engine, in the PIERHEAD_HOME of the test; for being damaged. The engine
/// has org/sample:2 too.
class DamagedBench final
{
    Q_DISABLE_COPY_MOVE(DamagedBench)

public:
    explicit DamagedBench(QString home);

    [[nodiscard]] SimulatedEngine &engine() { return m_engine; }

    [[nodiscard]] engine::EngineAddress address() const { return m_engine.address(); }

    /// Runs the program on the engine.
    [[nodiscard]] ProgramRun call(const QStringList &arguments) const;
    /// The same where the engine does not answer.
    [[nodiscard]] ProgramRun callWithoutEngine(const QStringList &arguments) const;
    /// Installs both; what the program said where that failed.
    [[nodiscard]] QByteArray install() const;

    /// What `doctor --format json` finds, notes aside: "check where".
    [[nodiscard]] QStringList findings(bool doesFix = false) const;
    /// Its notes, likewise.
    [[nodiscard]] QStringList notes() const;

    /// extensions/<name>
    [[nodiscard]] QString folder(const QString &name) const;
    /// Changes a field of its install.json.
    void changeRecord(const QString &name, const char *field, const nlohmann::json &value) const;
    [[nodiscard]] QByteArray record(const QString &name) const;

    /// The names of the containers on the engine.
    [[nodiscard]] QStringList containers() const;

private:
    [[nodiscard]] QStringList examine(const QStringList &options, bool isOfNotes) const;

    QString m_home;
    SimulatedEngine m_engine;
};

} // namespace pierhead::test
