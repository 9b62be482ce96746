#pragma once

#include "catalogshelf.h"

#include <app/desktop/problempanel.h>

#include <QLineEdit>
#include <QVBoxLayout>

namespace pierhead::desktop {

/// Which catalogs there are, and a field to add one.
class CatalogPlaces final : public QFrame
{
    Q_OBJECT

public:
    CatalogPlaces(const Theme &theme, CatalogShelf &shelf, QWidget *parent);

    /// Puts the keyboard into the field.
    void beginAdding();

private:
    void refresh();
    void refreshButton();
    void add();

    const Theme &m_theme;
    CatalogShelf &m_shelf;
    QWidget *m_list = nullptr;
    QVBoxLayout *m_layout;
    QLineEdit *m_field;
    QPushButton *m_add;
    ProblemPanel *m_problem;
};

} // namespace pierhead::desktop
