#pragma once

#include <host/base/async.h>
#include <host/base/paths.h>

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace pierhead::desktop {

/// Asks for a login to a registry, has the registry try it, and keeps it in the user's keyring.
/// What goes wrong is told in it, so that it can be tried again.
class LoginDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `registry` as references name it ("ghcr.io"); where it is empty, it is asked for too.
    LoginDialog(Paths paths, const QString &registry, QWidget *parent);
    ~LoginDialog() override;

Q_SIGNALS:
    /// The login is kept; the dialog has closed.
    void loggedIn(const QString &registry);

private:
    void submit();
    void finish(const QString &registry, const Result<void> &result);
    void showProblem(const Error &error);
    void refresh();

    Paths m_paths;
    QLineEdit *m_registry;
    QLineEdit *m_username;
    QLineEdit *m_password;
    QLabel *m_problem;
    QPushButton *m_logIn;
    StopSource m_stop;
    bool m_isAsking = false;
};

} // namespace pierhead::desktop
