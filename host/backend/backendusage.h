#pragma once

#include "backendstate.h"
#include "serviceusage.h"

#include <QObject>

#include <map>

namespace pierhead::backend {

/// What the services of a backend take, told about once a second while they run.
class BackendUsage final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BackendUsage)

public:
    explicit BackendUsage(engine::EngineClient engine, QObject *parent = nullptr);
    ~BackendUsage() override;

    /// Now, and whenever the state of the backend has changed.
    void follow(const BackendState &state);

Q_SIGNALS:
    /// Nothing while the container does not run.
    void changed(const QString &container,
                 const std::optional<pierhead::backend::ServiceUsage> &usage);

private:
    class Meter;

    engine::EngineClient m_engine;
    std::map<QString, std::unique_ptr<Meter>> m_meters; ///< by container
};

} // namespace pierhead::backend
