#pragma once

#include "backendactions.h"
#include "chip.h"
#include "elidedlabel.h"
#include "theme.h"

#include <QBoxLayout>
#include <QPointer>
#include <QPushButton>

namespace pierhead::desktop {

/// How a backend is, why, and what can be done about it.
class BackendBar final : public QWidget
{
    Q_OBJECT

public:
    BackendBar(const Theme &theme, QWidget *parent);

    /// `title` is the extension's, for those who hear the buttons.
    void setStatus(const QString &title, const BackendStatus &status);
    /// While something is being done its button says so.
    void setCurrent(std::optional<BackendAction> action);
    /// Buttons under the text, where there is no room beside it.
    void setCompact(bool compact);
    /// Where the logs are shown already.
    void hideLogs();

Q_SIGNALS:
    void requested(pierhead::desktop::BackendAction action);
    void logsRequested();

private:
    void refresh();

    const Theme &m_theme;
    Chip *m_state;
    ElidedLabel *m_reason;
    QPushButton *m_logs;
    QPushButton *m_restart;
    QPushButton *m_toggle; ///< one button, so that the focus stays when Stop becomes Start
    QBoxLayout *m_layout;
    BackendStatus m_status;
    std::optional<BackendAction> m_current;
    QPointer<QWidget> m_focused; ///< what has the focus again when the action is done
};

} // namespace pierhead::desktop
