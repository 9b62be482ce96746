#pragma once

#include "emptystate.h"
#include "enginestatus.h"
#include "extensioncard.h"
#include "installpanel.h"
#include "problempanel.h"

#include <QVBoxLayout>

namespace pierhead::desktop {

/// The page that is always there: what is installed, and the ways to install more.
class ExtensionsPage final : public QWidget
{
    Q_OBJECT

public:
    ExtensionsPage(const Theme &theme,
                   const ExtensionModel &model,
                   InstallFlow &install,
                   QWidget *parent);

    void setEngine(const EngineStatus &status);
    /// While an extension is being removed.
    void setBusy(const QString &key, bool busy);
    /// While something is done to the backend of an extension.
    void setAction(const QString &key, std::optional<BackendAction> action);
    void showProblem(const QString &title, const Error &error);

Q_SIGNALS:
    void openRequested(const QString &key);
    void removeRequested(const QString &key);
    void logsRequested(const QString &key);
    void actionRequested(const QString &key, pierhead::desktop::BackendAction action);
    void installFromFileRequested();
    void installFromFolderRequested();
    void searchEngineRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHeader();
    [[nodiscard]] ExtensionCard *makeCard(const QString &key);
    void rebuild();
    void fitWidth();
    void refreshEmptyState();

    const Theme &m_theme;
    const ExtensionModel &m_model;
    const InstallFlow &m_flow;
    QString m_engineKey;
    QLabel *m_count = nullptr;
    ProblemPanel *m_engineProblem;
    ProblemPanel *m_problem;
    EmptyState *m_empty;
    QVBoxLayout *m_cardLayout;
    QVBoxLayout *m_layout = nullptr;
    std::vector<ExtensionCard *> m_cards;
};

} // namespace pierhead::desktop
