#include "logindialog.h"

#include "dialogheight.h"
#include "plainlabel.h"

#include <host/extensions/registryname.h>
#include <host/registry/dockerlogins.h>
#include <host/registry/login.h>

#include <QAccessible>
#include <QDialogButtonBox>
#include <QFormLayout>

namespace pierhead::desktop {

namespace {

constexpr int loginWidth = 460;

/// A login of the docker program would go on to be used in place of the new one.
Task<Result<void>> logInTo(Paths paths, QString registry, registry::Account account, StopToken stop)
{
    PIERHEAD_CO_TRY(known, co_await registry::dockerLogin(registry, stop));
    if (known) {
        co_return failure(ErrorCode::Conflict,
                          LoginDialog::tr("The docker program has a login to %1, which comes "
                                          "before others. Change that one: \"docker login %1\".")
                              .arg(registry));
    }
    co_return co_await registry::logIn(paths, registry, account, stop);
}

} // namespace

LoginDialog::LoginDialog(Paths paths, const QString &registry, QWidget *parent)
    : QDialog(parent)
    , m_paths(std::move(paths))
    , m_registry(new QLineEdit(registry, this))
    , m_username(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_problem(plainLabel({}, this, QStringLiteral("notice")))
    , m_logIn(new QPushButton(this))
{
    setObjectName(QStringLiteral("loginDialog"));
    setWindowTitle(registry.isEmpty() ? tr("Log in to a registry")
                                      : tr("Log in to %1").arg(registry));
    setMinimumWidth(loginWidth);
    m_registry->setObjectName(QStringLiteral("loginRegistry"));
    m_registry->setPlaceholderText(tr("ghcr.io, or nothing for Docker Hub"));
    m_registry->setEnabled(registry.isEmpty());
    m_username->setObjectName(QStringLiteral("loginUsername"));
    m_password->setObjectName(QStringLiteral("loginPassword"));
    m_password->setEchoMode(QLineEdit::Password);
    m_problem->setObjectName(QStringLiteral("loginProblem"));
    m_problem->hide();
    m_logIn->setObjectName(QStringLiteral("logIn"));
    m_logIn->setProperty("look", QStringLiteral("primary"));
    m_logIn->setDefault(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_logIn, QDialogButtonBox::AcceptRole);

    auto *form = new QFormLayout(this);
    form->setContentsMargins(24, 24, 24, 24);
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(12);
    form->addRow(tr("Registry"), m_registry);
    form->addRow(tr("User name"), m_username);
    form->addRow(tr("Password"), m_password);
    form->addRow(plainLabel(tr("Many registries want a token for a password, which they make on "
                               "their web pages. It is kept in your keyring and nowhere else."),
                            this,
                            QStringLiteral("muted")));
    form->addRow(m_problem);
    form->addRow(buttons);

    connect(m_username, &QLineEdit::textChanged, this, &LoginDialog::refresh);
    connect(m_password, &QLineEdit::textChanged, this, &LoginDialog::refresh);
    connect(buttons, &QDialogButtonBox::accepted, this, &LoginDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    (registry.isEmpty() ? m_registry : m_username)->setFocus();
    refresh();
}

LoginDialog::~LoginDialog()
{
    m_stop.request_stop();
}

void LoginDialog::submit()
{
    const Result<QString> registry = extensions::registryNamed(m_registry->text().trimmed());
    if (!registry) {
        showProblem(registry.error());
        return;
    }
    m_isAsking = true;
    m_problem->hide();
    refresh();
    const registry::Account account{m_username->text().trimmed(), m_password->text()};
    QCoro::connect(logInTo(m_paths, *registry, account, m_stop.get_token()),
                   this,
                   [this, name = *registry](const Result<void> &result) { finish(name, result); });
}

void LoginDialog::finish(const QString &registry, const Result<void> &result)
{
    m_isAsking = false;
    if (!isVisible()) {
        return; // it was closed meanwhile
    }
    if (result) {
        m_password->clear();
        accept();
        Q_EMIT loggedIn(registry);
        return;
    }
    showProblem(result.error());
    if (result.error().code == ErrorCode::PermissionDenied) {
        m_password->clear();
    }
    refresh();
    m_password->setFocus();
}

void LoginDialog::showProblem(const Error &error)
{
    const QString detail = error.localDetail.trimmed();
    m_problem->setText(detail.isEmpty() ? error.localMessage
                                        : error.localMessage + QLatin1Char('\n') + detail);
    m_problem->show();
    growToItsTexts(*this);
    setAccessibleDescription(error.localMessage);
    QAccessibleEvent announcement(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
}

void LoginDialog::refresh()
{
    m_registry->setReadOnly(m_isAsking);
    m_username->setEnabled(!m_isAsking);
    m_password->setEnabled(!m_isAsking);
    m_logIn->setText(m_isAsking ? tr("Asking…") : tr("Log in"));
    m_logIn->setEnabled(!m_isAsking && !m_username->text().trimmed().isEmpty()
                        && !m_password->text().isEmpty());
}

} // namespace pierhead::desktop
