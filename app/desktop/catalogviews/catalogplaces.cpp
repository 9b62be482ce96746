#include "catalogplaces.h"

#include <app/desktop/displaytext.h>
#include <app/desktop/elidedlabel.h>
#include <app/desktop/plainlabel.h>

#include <QToolButton>

namespace pierhead::desktop {

namespace {

/// Title and place of each, those that could not be read too.
QStringList placesOf(const catalog::Catalogs &catalogs)
{
    QStringList places;
    for (const catalog::LoadedCatalog &loaded : catalogs.loaded) {
        places.append(loaded.source.location);
    }
    for (const catalog::CatalogFailure &failed : catalogs.failures) {
        places.append(failed.location);
    }
    return places;
}

} // namespace

CatalogPlaces::CatalogPlaces(const Theme &theme, CatalogShelf &shelf, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_shelf(shelf)
    , m_layout(new QVBoxLayout(this))
    , m_field(new QLineEdit(this))
    , m_add(new QPushButton(tr("Add"), this))
    , m_problem(new ProblemPanel(theme, this))
{
    setObjectName(QStringLiteral("catalogPlaces"));
    setProperty("look", QStringLiteral("card"));
    m_field->setObjectName(QStringLiteral("catalogPlace"));
    m_field->setPlaceholderText(tr("https://example.com/extensions.json, or the path of a file"));
    m_field->setAccessibleName(tr("URL or file of a catalog"));
    m_add->setObjectName(QStringLiteral("addCatalog"));
    m_problem->setObjectName(QStringLiteral("catalogRefused"));
    m_problem->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_field, 1);
    row->addWidget(m_add);
    m_layout->setContentsMargins(16, 16, 16, 16);
    m_layout->setSpacing(10);
    m_layout->addWidget(plainLabel(tr("Catalogs"), this, QStringLiteral("title")));
    m_layout->addWidget(plainLabel(tr("A catalog is a list of extensions that somebody offers: a "
                                      "JSON file, here or at a URL. What is in one is only shown; "
                                      "whether to install it is asked each time."),
                                   this,
                                   QStringLiteral("muted")));
    m_layout->addLayout(row);
    m_layout->addWidget(m_problem);
    connect(m_field, &QLineEdit::returnPressed, this, &CatalogPlaces::add);
    connect(m_field, &QLineEdit::textChanged, this, &CatalogPlaces::refreshButton);
    connect(m_add, &QPushButton::clicked, this, &CatalogPlaces::add);
    connect(&shelf, &CatalogShelf::changed, this, &CatalogPlaces::refresh);
    connect(&shelf, &CatalogShelf::added, m_field, &QLineEdit::clear);
    connect(&shelf, &CatalogShelf::refused, this, [this](const Error &error) {
        m_problem->setProblem(tr("The list of catalogs is as it was"), error);
        m_problem->show();
    });
    refresh();
}

void CatalogPlaces::beginAdding()
{
    m_field->setFocus(Qt::OtherFocusReason);
}

void CatalogPlaces::refresh()
{
    refreshButton();
    if (m_shelf.isLoading()) {
        return;
    }
    if (m_list != nullptr) {
        m_list->hide();
        m_list->deleteLater();
    }
    m_list = new QWidget(this);
    auto *rows = new QVBoxLayout(m_list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    for (const QString &place : placesOf(m_shelf.catalogs())) {
        auto *name = new ElidedLabel(place, m_list);
        name->setElideMode(Qt::ElideMiddle);
        auto *remove = new QToolButton(m_list);
        remove->setObjectName(QStringLiteral("removeCatalog"));
        remove->setToolTip(tr("Remove this catalog from the list"));
        remove->setAccessibleName(tr("Remove %1").arg(singleLine(place)));
        m_theme.decorate(remove, QStringLiteral("remove"), ColorRole::Danger);
        connect(remove, &QToolButton::clicked, this, [this, place] { m_shelf.remove(place); });
        auto *row = new QHBoxLayout;
        row->addWidget(name, 1);
        row->addWidget(remove);
        rows->addLayout(row);
    }
    constexpr int behindNotes = 2;
    m_layout->insertWidget(behindNotes, m_list);
    m_list->setVisible(rows->count() > 0);
}

void CatalogPlaces::refreshButton()
{
    m_add->setEnabled(!m_shelf.isLoading() && !m_field->text().trimmed().isEmpty());
}

void CatalogPlaces::add()
{
    const QString where = m_field->text().trimmed();
    if (!where.isEmpty() && !m_shelf.isLoading()) {
        m_problem->hide();
        m_shelf.add(where);
    }
}

} // namespace pierhead::desktop
