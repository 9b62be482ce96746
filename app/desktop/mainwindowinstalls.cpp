#include "displaytext.h"
#include "logindialog.h"
#include "mainwindow.h"

#include <host/extensions/imagereference.h>

#include <QFileDialog>
#include <QInputDialog>
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>

// What the window does to install something.

namespace pierhead::desktop {

using extensions::ExtensionSource;
using extensions::InstalledExtension;

namespace {

/// Its reference alone may be that of both, where an image was built anew.
QString versionText(const InstalledExtension &version)
{
    return MainWindow::tr("%1, installed on %2")
        .arg(singleLine(version.reference),
             QLocale().toString(version.installedAt.toLocalTime(), QLocale::ShortFormat));
}

} // namespace

void MainWindow::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Install from file"));
    dialog->setObjectName(QStringLiteral("installFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Image archives (*.tar *.tar.gz *.tgz)"), tr("All files (*)")});
    dialog->setLabelText(QFileDialog::Accept, tr("Install"));
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::install);
    dialog->open();
}

void MainWindow::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Install from a folder with a Dockerfile"));
    dialog->setObjectName(QStringLiteral("installFolderDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setLabelText(QFileDialog::Accept, tr("Install"));
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::install);
    dialog->open();
}

void MainWindow::chooseImage()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("installImageDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Install an image"));
    dialog->setLabelText(tr("The extension's image, as docker pull takes it:"));
    dialog->setOkButtonText(tr("Continue"));
    constexpr int width = 460;
    dialog->resize(width, dialog->sizeHint().height());
    auto *line = dialog->findChild<QLineEdit *>();
    if (line != nullptr) {
        line->setPlaceholderText(QStringLiteral("docker/disk-usage-extension:0.2.9"));
    }
    connect(dialog, &QInputDialog::textValueSelected, this, &MainWindow::installImage);
    dialog->open();
}

void MainWindow::install(const QString &path)
{
    const ExtensionSource source = ExtensionSource::fromArgument(path);
    if (source.kind == ExtensionSource::Kind::Reference) {
        m_toasts->show(ToastStack::Kind::Error, tr("%1 is not there any more").arg(path));
        return;
    }
    open({});
    m_context.install.request(source);
}

void MainWindow::installImage(const QString &reference)
{
    const QString asked = reference.trimmed();
    if (asked.isEmpty()) {
        return;
    }
    open({});
    const auto parsed = extensions::ImageReference::parse(asked);
    if (!parsed) {
        m_page->showProblem(tr("Nothing was installed"), parsed.error());
        return;
    }
    m_context.install.request({.kind = ExtensionSource::Kind::Reference,
                               .location = asked,
                               .tag = {},
                               .buildArguments = {}});
}

void MainWindow::logIn(const QString &registry)
{
    auto *dialog = new LoginDialog(m_context.paths, registry, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LoginDialog::loggedIn, this, [this, registry](const QString &name) {
        InstallFlow &install = m_context.install;
        if (!registry.isEmpty() && install.state() == InstallFlow::State::Failed
            && install.error().registry == name) {
            install.confirm();
        } else {
            m_toasts->show(ToastStack::Kind::Success, tr("Logged in to %1").arg(name));
        }
    });
    dialog->open();
}

void MainWindow::askToRollBack(const ExtensionRow &row)
{
    const QString title = singleLine(row.extension.displayTitle());
    auto *box = new QMessageBox(this);
    box->setObjectName(QStringLiteral("rollBackQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Roll back"));
    box->setText(tr("Roll \"%1\" back?").arg(title));
    box->setInformativeText(tr("The version before takes the place of the installed one, with its "
                               "backend:\n%1\n\nInstalled is:\n%2\n\nVolumes and what the page "
                               "stored stay. A second time goes forward again.")
                                .arg(versionText(*row.former), versionText(row.extension)));
    QPushButton *confirm = box->addButton(tr("Roll back"), QMessageBox::AcceptRole);
    confirm->setObjectName(QStringLiteral("confirmRollBack"));
    QPushButton *keep = box->addButton(tr("Keep"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(confirm, &QPushButton::clicked, this, [this, extension = row.extension] {
        open({});
        m_context.install.rollBack(extension);
    });
    box->open();
}

} // namespace pierhead::desktop
