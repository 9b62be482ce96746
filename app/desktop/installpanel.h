#pragma once

#include "elidedlabel.h"
#include "installflow.h"
#include "installtext.h"
#include "problempanel.h"

#include <QPlainTextEdit>
#include <QProgressBar>

#include <array>

namespace pierhead::desktop {

/// An install on the Extensions page: the question, the progress, the error. Hidden while there is
/// none.
class InstallPanel final : public QWidget
{
    Q_OBJECT

public:
    InstallPanel(const Theme &theme, InstallFlow &flow, QWidget *parent);

Q_SIGNALS:
    /// The install failed for want of a login to the registry, and the user wants to give it.
    void loginRequested(const QString &registry);

private:
    static constexpr std::size_t phaseCount = 4;

    [[nodiscard]] QWidget *makeQuestion();
    [[nodiscard]] QWidget *makeUpdateQuestion();
    [[nodiscard]] QWidget *makeProgress();
    void refresh();
    void startProgress();
    void showInstallEvent(const extensions::InstallEvent &event);
    void showPhases();

    const Theme &m_theme;
    InstallFlow &m_flow;
    QLabel *m_source = nullptr;
    QPushButton *m_install = nullptr;
    QLabel *m_versions = nullptr;
    QLabel *m_difference = nullptr;
    QPushButton *m_declineUpdate = nullptr;
    ElidedLabel *m_working = nullptr;
    std::array<QLabel *, phaseCount> m_marks{};
    std::array<QLabel *, phaseCount> m_phases{};
    QProgressBar *m_bar = nullptr;
    QPlainTextEdit *m_log = nullptr;
    QPushButton *m_cancel = nullptr;
    QWidget *m_question;
    QWidget *m_updateQuestion;
    QWidget *m_progress;
    ProblemPanel *m_problem;
    QPushButton *m_logIn;
    InstallPhase m_phase = InstallPhase::Fetch;
};

} // namespace pierhead::desktop
