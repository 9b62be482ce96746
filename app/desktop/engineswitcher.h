#pragma once

#include "enginechoices.h"
#include "enginerow.h"

#include <QFrame>
#include <QScrollArea>
#include <QVBoxLayout>

namespace pierhead::desktop {

/// The list that opens over the engine in the sidebar. Up and Down move, Space and Return choose,
/// Escape closes.
class EngineSwitcher final : public QFrame
{
    Q_OBJECT

public:
    EngineSwitcher(const Theme &theme,
                   EngineSession &engines,
                   EngineChoices &choices,
                   QWidget *parent);

    /// Shows it, its lower left corner at `corner` of the screen.
    void popUp(const QPoint &corner);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void rebuild();
    void place();
    void choose(const QString &key);

    const Theme &m_theme;
    EngineSession &m_engines;
    EngineChoices &m_choices;
    QScrollArea *m_scroll;
    QVBoxLayout *m_list = nullptr;
    std::vector<EngineRow *> m_rows;
    QPoint m_corner;
};

} // namespace pierhead::desktop
