#pragma once

#include "theme.h"

#include <bridge/core/desktopport.h>

#include <QFrame>
#include <QTimer>

#include <vector>

namespace pierhead::desktop {

/// Short messages over the lower right corner of a widget. They go by themselves, but not while the
/// pointer is on them, or can be closed; screen readers are told.
class ToastStack final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ToastStack)

public:
    using Kind = bridge::DesktopPort::ToastKind;

    ToastStack(const Theme &theme, QWidget *over);

    void show(Kind kind, const QString &message);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Toast
    {
        QFrame *frame;
        QTimer *timer;
    };

    void place();
    void close(const QFrame *frame);

    const Theme &m_theme;
    QWidget *m_over;
    std::vector<Toast> m_toasts;
};

} // namespace pierhead::desktop
