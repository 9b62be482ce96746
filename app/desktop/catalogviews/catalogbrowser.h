#pragma once

#include "catalogcards.h"
#include "catalogdetails.h"
#include "catalogplaces.h"

#include <app/desktop/installflow.h>

#include <QBoxLayout>
#include <QToolButton>

class QMenu;

namespace pierhead::desktop {

class NothingHere;

/// What the catalogs list: cards that are searched, and the details of one. An install is asked for
/// by way of the InstallFlow, which asks the user.
class CatalogBrowser final : public QWidget
{
    Q_OBJECT

public:
    CatalogBrowser(const Theme &theme,
                   CatalogShelf &shelf,
                   const ExtensionModel &model,
                   InstallFlow &install,
                   QWidget *parent);

    /// The details of the entry of that id; false where no catalog has it.
    bool open(const QString &id);

Q_SIGNALS:
    void linkRequested(const QUrl &url);
    /// The widget, which is this or in it, is what is looked at now.
    void revealed(QWidget *widget);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QBoxLayout *makeBar();
    [[nodiscard]] QWidget *makeList();
    void refresh();
    void refreshCategories();
    void refreshProblem();
    void refreshOffer();
    void search();
    void showSummary();
    void choose(const QString &category);
    void install(const QString &id);
    void close();

    const Theme &m_theme;
    CatalogShelf &m_shelf;
    const ExtensionModel &m_model;
    InstallFlow &m_install;
    PictureLoader m_pictures;
    QLineEdit *m_search;
    QPushButton *m_categories;
    QMenu *m_menu;
    QToolButton *m_reload;
    QPushButton *m_manage;
    QBoxLayout *m_bar;
    CatalogPlaces *m_places;
    ProblemPanel *m_problem;
    QLabel *m_summary;
    CatalogCards *m_cards;
    NothingHere *m_nothing;
    QWidget *m_list;
    CatalogDetails *m_details = nullptr;
    QString m_category;
};

} // namespace pierhead::desktop
