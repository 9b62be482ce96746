#include "importdialog.h"

#include <app/desktop/displaytext.h>
#include <app/desktop/plainlabel.h>

#include <QDialogButtonBox>
#include <QLabel>
#include <QScrollArea>

#include <algorithm>

namespace pierhead::desktop {

namespace {

constexpr int importDialogWidth = 560;
constexpr int importListHeight = 260;
/// Under the text of a check box.
constexpr int importIndent = 26;

/// A check box takes "&" for the mark of its key.
QString boxText(const QString &foreign)
{
    return singleLine(foreign).replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

ImportDialog::ImportDialog(std::vector<desktopimport::DesktopExtension> extensions, QWidget *parent)
    : QDialog(parent)
    , m_extensions(std::move(extensions))
{
    setObjectName(QStringLiteral("importDialog"));
    setWindowTitle(tr("Import from Docker Desktop"));
    setMinimumWidth(importDialogWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(plainLabel(
        m_extensions.empty()
            ? tr("All that Docker Desktop has is installed here, or it has no extensions.")
            : tr("They are installed from their images, one after the other, on the engine in use. "
                 "Docker Desktop stays as it is, and what they have stored there stays there."),
        this));

    auto *content = new QWidget(this);
    content->setProperty("look", QStringLiteral("clear"));
    auto *list = new QVBoxLayout(content);
    list->setContentsMargins(0, 0, 8, 0);
    list->setSpacing(10);
    for (const desktopimport::DesktopExtension &extension : m_extensions) {
        addRow(list, extension);
    }
    list->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setProperty("look", QStringLiteral("clear"));
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumHeight(importListHeight);
    scroll->setWidget(content);
    scroll->setVisible(!m_extensions.empty());
    layout->addWidget(scroll, 1);

    QLabel *warning =
        plainLabel(tr("Extensions can install binaries, invoke commands, access files "
                      "on your machine and connect to remote URLs."),
                   this);
    warning->setProperty("look", QStringLiteral("notice"));
    warning->setVisible(!m_extensions.empty());
    layout->addWidget(warning);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_install = buttons->addButton(tr("Install"), QDialogButtonBox::AcceptRole);
    m_install->setProperty("look", QStringLiteral("primary"));
    m_install->setObjectName(QStringLiteral("installImport"));
    m_install->setProperty("look", QStringLiteral("primary"));
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refreshButton();
}

void ImportDialog::addRow(QVBoxLayout *list, const desktopimport::DesktopExtension &extension)
{
    auto *box = new QCheckBox(boxText(extension.title), this);
    box->setObjectName(QStringLiteral("import:") + extension.slug);
    box->setChecked(extension.isUsable());
    box->setEnabled(extension.isUsable());
    connect(box, &QCheckBox::toggled, this, &ImportDialog::refreshButton);
    m_boxes.push_back(box);
    QString about = extension.problem.inLocal();
    if (extension.isUsable()) {
        const QString version = extension.version.isEmpty()
            ? tr("the newest version")
            : tr("version %1").arg(extension.version);
        about = tr("%1, %2").arg(extension.reference(), version);
        about += extension.isDeduced ? tr(" (told by the folder's name)") : QString();
    }
    QLabel *note = plainLabel(singleLine(about), this);
    note->setProperty("look", QStringLiteral("muted"));
    note->setContentsMargins(importIndent, 0, 0, 0);
    auto *row = new QVBoxLayout;
    row->setSpacing(0);
    row->addWidget(box);
    row->addWidget(note);
    list->addLayout(row);
}

void ImportDialog::refreshButton()
{
    const std::size_t count = checked().size();
    m_install->setEnabled(count > 0);
    m_install->setText(count > 1 ? tr("Install %1").arg(count) : tr("Install"));
}

void ImportDialog::choose()
{
    const std::vector<desktopimport::DesktopExtension> wanted = checked();
    accept();
    Q_EMIT chosen(wanted);
}

std::vector<desktopimport::DesktopExtension> ImportDialog::checked() const
{
    std::vector<desktopimport::DesktopExtension> wanted;
    for (std::size_t place = 0; place < m_boxes.size(); ++place) {
        if (m_boxes.at(place)->isChecked()) {
            wanted.push_back(m_extensions.at(place));
        }
    }
    return wanted;
}

} // namespace pierhead::desktop
