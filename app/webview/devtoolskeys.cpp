#include "devtoolskeys.h"

#include <QApplication>
#include <QKeyEvent>

#include <array>

namespace pierhead::webview {

namespace {

constexpr std::array sequence{Qt::Key_Up,
                              Qt::Key_Up,
                              Qt::Key_Down,
                              Qt::Key_Down,
                              Qt::Key_Left,
                              Qt::Key_Right,
                              Qt::Key_Left,
                              Qt::Key_Right,
                              Qt::Key_P,
                              Qt::Key_D,
                              Qt::Key_T};

} // namespace

DevToolsKeys::DevToolsKeys(QWidget *widget)
    : QObject(widget)
    , m_widget(widget)
{
    // The widget that the engine puts into a view, and that gets the keys, is another one at times.
    qApp->installEventFilter(this);
}

bool DevToolsKeys::eventFilter(QObject *watched, QEvent *event)
{
    // A key that nobody wants goes to one widget after the other; the first has the focus.
    if (event->type() == QEvent::KeyPress && watched == QApplication::focusWidget()
        && m_widget->isAncestorOf(QApplication::focusWidget())) {
        take(static_cast<const QKeyEvent *>(event)->key());
    }
    return QObject::eventFilter(watched, event);
}

void DevToolsKeys::take(int key)
{
    if (key != sequence.at(m_place)) {
        // A third "up" leaves two.
        const bool isUp = key == Qt::Key_Up;
        m_place = isUp && m_place == 2 ? 2 : (isUp ? 1 : 0);
        return;
    }
    if (++m_place == sequence.size()) {
        m_place = 0;
        Q_EMIT typed();
    }
}

} // namespace pierhead::webview
