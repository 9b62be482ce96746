#pragma once

#include <app/desktop/mainwindow.h>

#include <QDialog>
#include <QUrl>

#include <optional>

namespace pierhead::test {

/// The person in front of the window whom the lab's page asks: looks, chooses in dialogs, and says
/// what was seen.
class LabPerson final : public QObject
{
    Q_OBJECT

public:
    /// `folder` is where files are chosen from and saved to.
    LabPerson(desktop::MainWindow &window, QString folder);
    ~LabPerson() override;

    /// Whether what the question is about is so; nothing while that cannot be told yet. `kind` and
    /// `detail` are those of the page's question (extensions/api-lab/client/src/questions.ts).
    [[nodiscard]] std::optional<bool> answer(const QString &kind, const QString &detail);

public Q_SLOTS:
    /// In the place of the system's browser.
    void browse(const QUrl &url);

private:
    std::optional<bool> give(const QString &kind, const QString &detail);
    std::optional<bool> seesToast(const QString &text);
    std::optional<bool> sawOpening(const QString &url);
    std::optional<bool> cancels();
    std::optional<bool> chooses(const QStringList &paths);
    std::optional<bool> saves(const QString &path);
    [[nodiscard]] std::optional<bool> findsDownload(const QString &text);

    desktop::MainWindow &m_window;
    QString m_folder;
    QStringList m_opened;
};

} // namespace pierhead::test
