#pragma once

#include "backendbar.h"
#include "chip.h"
#include "elidedlabel.h"
#include "extensionmodel.h"
#include "theme.h"

#include <QBoxLayout>
#include <QFrame>
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
    /// While something is done to its backend.
    void setAction(std::optional<BackendAction> action);
    /// Buttons under the text, where there is no room beside it.
    void setCompact(bool compact);

Q_SIGNALS:
    void openRequested();
    void removeRequested();
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
    QPushButton *m_open;
    QPushButton *m_remove;
    BackendBar *m_backend;
    QFrame *m_line; ///< above m_backend
    QBoxLayout *m_layout;
    bool m_hasTab = false;
    bool m_isBusy = false;
};

} // namespace pierhead::desktop
