#pragma once

#include "theme.h"

#include <host/base/error.h>

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace pierhead::desktop {

/// An error in the window: what failed, why, what to do next, and buttons for that. "Copy details"
/// puts all of it on the clipboard.
class ProblemPanel final : public QFrame
{
    Q_OBJECT

public:
    ProblemPanel(const Theme &theme, QWidget *parent);

    /// `title` is ours; the error's words may come from anywhere.
    void setProblem(const QString &title, const Error &error);
    /// A button before "Copy details"; the caller connects it.
    QPushButton *addAction(const QString &text);

    /// Title, message and detail as text.
    [[nodiscard]] QString details() const;

private:
    void refreshIcon();

    const Theme &m_theme;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_message;
    QLabel *m_detail;
    QHBoxLayout *m_buttons;
};

} // namespace pierhead::desktop
