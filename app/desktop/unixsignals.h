#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace pierhead::desktop {

/// SIGTERM and SIGINT as a Qt signal. One for the whole program.
class UnixSignals final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnixSignals)

public:
    explicit UnixSignals(QObject *parent = nullptr);
    /// The signals do again what they do by themselves.
    ~UnixSignals() override;

Q_SIGNALS:
    void terminated();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace pierhead::desktop
