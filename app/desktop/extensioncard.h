#pragma once

#include "backendbar.h"
#include "chip.h"
#include "elidedlabel.h"
#include "extensionmodel.h"
#include "theme.h"

#include <QBoxLayout>
#include <QFrame>
#include <QMenu>
#include <QPushButton>

namespace pierhead::desktop {

/// One installed extension on the Extensions page.
class ExtensionCard final : public QFrame
{
    Q_OBJECT

public:
    ExtensionCard(const Theme &theme, QString key, QWidget *parent);

    [[nodiscard]] QString key() const { return m_key; }

    /// `currentEngine` is the key of the engine in use; an extension of another engine is marked.
    void setRow(const ExtensionRow &row, const QString &currentEngine);
    /// While it is being removed its buttons do nothing.
    void setBusy(bool busy);
    /// While all extensions are disabled it is neither opened nor started. One that is disabled by
    /// itself can be enabled.
    void setUsable(bool usable);
    /// While something is done to its backend.
    void setAction(std::optional<BackendAction> action);
    /// The version that it can be updated to; empty for none.
    void setUpdate(const QString &version);
    /// Buttons under the text, where there is no room beside it.
    void setCompact(bool compact);

Q_SIGNALS:
    void openRequested();
    void enableRequested();
    void removeRequested();
    /// To the version before.
    void rollBackRequested();
    void updateRequested();
    void logsRequested();
    void actionRequested(pierhead::desktop::BackendAction action);

private:
    const Theme &m_theme;
    QString m_key;
    QLabel *m_icon;
    ElidedLabel *m_title;
    ElidedLabel *m_provider;
    ElidedLabel *m_reference;
    Chip *m_noBackend;
    Chip *m_engine;
    Chip *m_disabled;
    Chip *m_newer;
    QPushButton *m_update;
    QPushButton *m_open;
    QPushButton *m_enable; ///< in the place of m_open
    QPushButton *m_remove;
    QPushButton *m_more; ///< hidden where its menu has nothing to offer
    QMenu *m_menu;
    QAction *m_rollBack;
    BackendBar *m_backend;
    QFrame *m_line; ///< above m_backend
    QBoxLayout *m_layout;
    bool m_hasTab = false;
    bool m_isDisabled = false;
    bool m_isBusy = false;
    bool m_isUsable = true;
};

} // namespace pierhead::desktop
