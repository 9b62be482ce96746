#include "labperson.h"

#include "waiting.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>

namespace pierhead::test {

namespace {

const QStringList schemes{QStringLiteral("http"),
                          QStringLiteral("https"),
                          QStringLiteral("file"),
                          QStringLiteral("javascript"),
                          QStringLiteral("vscode")};

QFileDialog *openDialog()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        auto *dialog = qobject_cast<QFileDialog *>(window);
        if (dialog != nullptr && dialog->isVisible()) {
            return dialog;
        }
    }
    return nullptr;
}

/// As typed into the dialog's box, with the key at its end.
void type(QFileDialog &dialog, const QString &text)
{
    auto *box = dialog.findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    if (box != nullptr) {
        box->setText(text);
        QMetaObject::invokeMethod(&dialog, "accept");
    }
}

} // namespace

LabPerson::LabPerson(desktop::MainWindow &window, QString folder)
    : m_window(window)
    , m_folder(std::move(folder))
{
    for (const QString &scheme : schemes) {
        QDesktopServices::setUrlHandler(scheme, this, "browse");
    }
    for (const char *name : {"one.txt", "two.txt"}) {
        QFile file(m_folder + QLatin1Char('/') + QString::fromLatin1(name));
        if (!file.open(QIODevice::WriteOnly)) {
            qFatal("%s cannot be written", qPrintable(file.fileName()));
        }
    }
}

LabPerson::~LabPerson()
{
    for (const QString &scheme : schemes) {
        QDesktopServices::unsetUrlHandler(scheme);
    }
}

std::optional<bool> LabPerson::answer(const QString &kind, const QString &detail)
{
    const std::optional<bool> given = give(kind, detail);
    // Where a window manager would put the focus again: dialogs and toasts had it.
    m_window.activateWindow();
    if (desktop::ExtensionTab *tab = m_window.currentTab();
        tab != nullptr && tab->view() != nullptr) {
        tab->view()->setFocus();
    }
    return given;
}

std::optional<bool> LabPerson::give(const QString &kind, const QString &detail)
{
    if (kind == QStringLiteral("toast")) {
        return seesToast(detail);
    }
    if (kind == QStringLiteral("opened")) {
        return sawOpening(detail);
    }
    if (kind == QStringLiteral("nothing-opened")) {
        QTest::qWait(300);
        return m_opened.isEmpty();
    }
    if (kind.endsWith(QStringLiteral("-dialog-cancel"))) {
        return cancels();
    }
    if (kind == QStringLiteral("open-dialog-file")) {
        return chooses({m_folder + QStringLiteral("/one.txt")});
    }
    if (kind == QStringLiteral("open-dialog-files")) {
        return chooses(
            {m_folder + QStringLiteral("/one.txt"), m_folder + QStringLiteral("/two.txt")});
    }
    if (kind == QStringLiteral("open-dialog-folder")) {
        return chooses({m_folder});
    }
    if (kind == QStringLiteral("save-dialog-file")) {
        return saves(m_folder + QStringLiteral("/saved.txt"));
    }
    if (kind == QStringLiteral("download")) {
        return findsDownload(detail);
    }
    if (kind == QStringLiteral("clipboard")) {
        const auto isThere = [&detail] {
            return QApplication::clipboard()->text() == detail;
        };
        return test::waitFor(isThere);
    }
    if (kind == QStringLiteral("theme")) {
        Q_EMIT m_window.themeChosen(detail == QStringLiteral("dark")
                                        ? desktop::Theme::Preference::Dark
                                        : desktop::Theme::Preference::Light);
        return true;
    }
    return false;
}

void LabPerson::browse(const QUrl &url)
{
    m_opened.append(url.toString());
}

std::optional<bool> LabPerson::seesToast(const QString &text)
{
    const auto toasts = m_window.findChildren<QFrame *>(QStringLiteral("toast"));
    for (QFrame *toast : toasts) {
        const auto labels = toast->findChildren<QLabel *>();
        const bool isIt = std::any_of(labels.begin(), labels.end(), [&text](const QLabel *label) {
            return label->text() == text;
        });
        if (isIt && toast->isVisible()) {
            QTest::mouseClick(toast->findChild<QToolButton *>(), Qt::LeftButton);
            return true;
        }
    }
    return std::nullopt;
}

std::optional<bool> LabPerson::sawOpening(const QString &url)
{
    if (m_opened.isEmpty()) {
        return std::nullopt;
    }
    return m_opened.takeFirst() == url;
}

std::optional<bool> LabPerson::cancels()
{
    QFileDialog *dialog = openDialog();
    if (dialog == nullptr) {
        return std::nullopt;
    }
    dialog->reject();
    return true;
}

std::optional<bool> LabPerson::chooses(const QStringList &paths)
{
    QFileDialog *dialog = openDialog();
    if (dialog == nullptr) {
        return std::nullopt;
    }
    const bool isOne = paths.size() == 1;
    type(*dialog,
         isOne ? paths.first() : QStringLiteral("\"%1\"").arg(paths.join(QStringLiteral("\" \""))));
    return dialog->selectedFiles() == paths;
}

std::optional<bool> LabPerson::saves(const QString &path)
{
    return chooses({path});
}

std::optional<bool> LabPerson::findsDownload(const QString &text)
{
    QFile file(m_folder + QStringLiteral("/downloaded.txt"));
    if (!file.exists()) {
        if (openDialog() != nullptr) {
            static_cast<void>(saves(file.fileName()));
        }
        return std::nullopt;
    }
    if (!file.open(QIODevice::ReadOnly) || file.size() == 0) {
        return std::nullopt;
    }
    return QString::fromUtf8(file.readAll()) == text;
}

} // namespace pierhead::test
