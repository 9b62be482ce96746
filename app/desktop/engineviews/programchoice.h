#pragma once

#include <app/desktop/theme.h>

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace pierhead::desktop {

/// Stands where a terminal would: why there is none, and which program to run in its place.
class ProgramChoice final : public QWidget
{
    Q_OBJECT

public:
    /// `container` is its id.
    ProgramChoice(const Theme &theme, const QString &container, QWidget *parent);

    /// Why it is asked, in a few words and in more.
    void ask(const QString &title, const QString &text);
    /// What is wrong with the program that was chosen; empty where nothing is.
    void setProblem(const QString &problem);

Q_SIGNALS:
    /// The program and its arguments.
    void chosen(const QStringList &command);

private:
    void makeLayout(QLabel *hint, QLabel *example);
    void choose();

    QLabel *m_title;
    QLabel *m_text;
    QLineEdit *m_command;
    QPushButton *m_run;
    QLabel *m_problem;
};

} // namespace pierhead::desktop
