#pragma once

#include <QLabel>
#include <QWidget>

namespace pierhead::webview {

/// What is shown in place of a page that cannot be: the reason, and a button to try again.
class PageFailure final : public QWidget
{
    Q_OBJECT

public:
    explicit PageFailure(QWidget *parent = nullptr);

    void setReason(const QString &reason);
    void setBackground(const QColor &color);

Q_SIGNALS:
    void reloadRequested();

private:
    QLabel *m_reason;
};

} // namespace pierhead::webview
