#pragma once

#include "colors.h"

#include <QDBusVariant>
#include <QObject>

namespace pierhead::desktop {

/// Whether the user's desktop is light or dark, by the settings portal that the Linux desktops
/// share; Qt itself tells that from 6.5 on.
class SystemScheme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SystemScheme)

public:
    explicit SystemScheme(QObject *parent = nullptr);

Q_SIGNALS:
    /// At the first answer too. Never without a portal.
    void changed(pierhead::webview::ColorScheme scheme);

private Q_SLOTS:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

} // namespace pierhead::desktop
