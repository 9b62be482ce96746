#pragma once

#include "catalogcard.h"

#include <QGridLayout>

namespace pierhead::desktop {

/// Cards of entries beside and below each other, as many in a row as there is room for. Of many
/// entries the first ones are shown, and a button shows more.
class CatalogCards final : public QWidget
{
    Q_OBJECT

public:
    CatalogCards(const Theme &theme,
                 PictureLoader &pictures,
                 const ExtensionModel &model,
                 QWidget *parent);

    void setEntries(std::vector<catalog::CatalogEntry> entries);
    /// After a change of what is installed.
    void refreshOffers();

    [[nodiscard]] std::size_t count() const { return m_entries.size(); }

    /// The card that is shown of that id, or null.
    [[nodiscard]] CatalogCard *find(const QString &id) const;

Q_SIGNALS:
    void openRequested(const QString &id);
    void installRequested(const QString &id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] CatalogCard *makeCard();
    void showFirst();
    void place();

    const Theme &m_theme;
    PictureLoader &m_pictures;
    const ExtensionModel &m_model;
    QGridLayout *m_grid;
    QPushButton *m_more;
    std::vector<catalog::CatalogEntry> m_entries;
    std::vector<CatalogCard *> m_cards; ///< those that are not needed are hidden
    std::size_t m_limit = 0;
};

} // namespace pierhead::desktop
