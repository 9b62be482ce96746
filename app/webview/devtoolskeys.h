#pragma once

#include <QWidget>

#include <cstddef>

namespace pierhead::webview {

/// Listens for up up down down left right left right p d t, typed into the widget or what is in it.
/// The page gets the keys too.
class DevToolsKeys final : public QObject
{
    Q_OBJECT

public:
    explicit DevToolsKeys(QWidget *widget);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void typed();

private:
    void take(int key);

    QWidget *m_widget;
    std::size_t m_place = 0; ///< in the sequence
};

} // namespace pierhead::webview
