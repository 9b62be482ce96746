#include "settingsdialog.h"

#include "dialogheight.h"
#include "language.h"
#include "plainlabel.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace pierhead::desktop {

namespace {

constexpr int dialogWidth = 520;
constexpr int mostMemoryMiB = 1024 * 1024;
constexpr int memoryStepMiB = 128;
constexpr double mostCpus = 512;
constexpr double cpusStep = 0.5;

} // namespace

SettingsDialog::SettingsDialog(const State &state, QWidget *parent)
    : QDialog(parent)
    , m_theme(new QComboBox(this))
    , m_language(new QComboBox(this))
    , m_memory(new QSpinBox(this))
    , m_cpus(new QDoubleSpinBox(this))
    , m_engine(new ElidedLabel({}, this))
{
    setObjectName(QStringLiteral("settings"));
    setWindowTitle(tr("Settings"));
    setMinimumWidth(dialogWidth);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(24, 24, 24, 24);
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(12);

    m_theme->setObjectName(QStringLiteral("settingsTheme"));
    m_theme->addItem(tr("As the system"), static_cast<int>(settings::ThemeChoice::System));
    m_theme->addItem(tr("Light"), static_cast<int>(settings::ThemeChoice::Light));
    m_theme->addItem(tr("Dark"), static_cast<int>(settings::ThemeChoice::Dark));
    form->addRow(tr("Theme"), m_theme);
    addLanguage();

    m_engine->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *change = new QPushButton(tr("Switch…"), this);
    change->setObjectName(QStringLiteral("settingsEngine"));
    change->setAccessibleName(tr("Switch the engine"));
    auto *engine = new QHBoxLayout;
    engine->addWidget(m_engine, 1);
    engine->addWidget(change);
    form->addRow(tr("Engine"), engine);

    m_extensions = addSwitch(QStringLiteral("settingsExtensions"), tr("Extensions are enabled"));
    m_lock = addNote();
    m_autostart =
        addSwitch(QStringLiteral("settingsAutostart"), tr("Start Pierhead when I log in"));
    m_tray =
        addSwitch(QStringLiteral("settingsTray"), tr("Stay in the tray when the window is closed"));
    m_noTray = addNote(tr("This desktop has no tray."));

    addLimits();

    m_problem = addNote();
    m_problem->setObjectName(QStringLiteral("settingsProblem"));
    m_problem->setProperty("look", QStringLiteral("notice"));
    m_problem->hide();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    form->addRow(buttons);

    connect(m_theme, &QComboBox::activated, this, [this] {
        Q_EMIT themeChosen(static_cast<settings::ThemeChoice>(m_theme->currentData().toInt()));
    });
    connect(change, &QPushButton::clicked, this, &SettingsDialog::engineRequested);
    for (const QCheckBox *box : {m_extensions, m_autostart, m_tray}) {
        connect(box, &QCheckBox::clicked, m_problem, &QLabel::hide);
    }
    connect(m_extensions, &QCheckBox::clicked, this, &SettingsDialog::extensionsTurned);
    connect(m_autostart, &QCheckBox::clicked, this, &SettingsDialog::autostartTurned);
    connect(m_tray, &QCheckBox::clicked, this, &SettingsDialog::trayTurned);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    setState(state);
}

void SettingsDialog::setState(const State &state)
{
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(state.values.theme)));
    m_language->setCurrentIndex(m_language->findData(state.values.language));
    m_engine->setLine(state.engine);
    m_extensions->setChecked(state.extensions.isOn);
    const QString &lockedBy = state.extensions.lockedBy;
    m_extensions->setEnabled(lockedBy.isEmpty());
    m_lock->setText(tr("The administrator's policy %1 decides this.").arg(lockedBy));
    m_lock->setVisible(!lockedBy.isEmpty());
    m_autostart->setChecked(state.isAutostarted);
    m_tray->setChecked(state.values.staysInTray && state.isTrayPossible);
    m_tray->setEnabled(state.isTrayPossible);
    m_noTray->setVisible(!state.isTrayPossible);
    const QSignalBlocker memoryBlocker(m_memory);
    const QSignalBlocker cpusBlocker(m_cpus);
    const settings::BackendLimits &limits = state.values.limits;
    m_memory->setValue(static_cast<int>(std::min<qint64>(limits.memoryMiB, mostMemoryMiB)));
    m_cpus->setValue(limits.cpus);
    if (isVisible()) {
        growToItsTexts(*this);
    }
}

void SettingsDialog::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->show();
    growToItsTexts(*this);
}

void SettingsDialog::showLaterLimits(const QStringList &titles)
{
    m_later->setVisible(!titles.isEmpty());
    m_later->setText(titles.isEmpty() ? QString() : laterLimitsText(titles));
    growToItsTexts(*this);
}

void SettingsDialog::addLanguage()
{
    m_language->setObjectName(QStringLiteral("settingsLanguage"));
    m_language->addItem(tr("As the system"), QString());
    for (const QString &code : settings::languageCodes()) {
        // In its own language, for those who cannot read the one that is shown.
        m_language->addItem(nameOfLanguage(code), code);
    }
    static_cast<QFormLayout *>(layout())->addRow(tr("Language"), m_language);
    QLabel *note = addNote(tr("A change holds from the next start of Pierhead."));
    note->setObjectName(QStringLiteral("settingsLanguageNote"));
    connect(m_language, &QComboBox::activated, this, [this] {
        m_problem->hide();
        Q_EMIT languageChosen(m_language->currentData().toString());
    });
}

void SettingsDialog::addLimits()
{
    m_memory->setObjectName(QStringLiteral("settingsMemory"));
    m_memory->setRange(0, mostMemoryMiB);
    m_memory->setSingleStep(memoryStepMiB);
    m_memory->setSuffix(tr(" MiB"));
    m_cpus->setObjectName(QStringLiteral("settingsCpus"));
    m_cpus->setRange(0, mostCpus);
    m_cpus->setSingleStep(cpusStep);
    m_cpus->setDecimals(2);
    for (QAbstractSpinBox *box :
         {static_cast<QAbstractSpinBox *>(m_memory), static_cast<QAbstractSpinBox *>(m_cpus)}) {
        box->setSpecialValueText(tr("No limit"));
        box->setKeyboardTracking(false); // "51" is no wish on the way to "512"
    }
    auto *form = static_cast<QFormLayout *>(layout());
    form->addRow(tr("Memory of a backend"), m_memory);
    form->addRow(tr("Processors of a backend"), m_cpus);
    QLabel *note = addNote(tr("At most, for each of its containers; an author's own smaller limit "
                              "stays. A change holds at once where the engine can change "
                              "containers that run, else from a backend's next start or restart, "
                              "which makes them anew."));
    note->setObjectName(QStringLiteral("settingsLimitsNote"));
    m_later = addNote();
    m_later->setObjectName(QStringLiteral("settingsLimitsLater"));
    m_later->hide();
    const auto tell = [this] {
        // What an engine makes no container with counts as the least it does.
        const qint64 memory = m_memory->value();
        constexpr qint64 least = settings::BackendLimits::leastMemoryMiB;
        m_problem->hide();
        m_later->hide();
        Q_EMIT limitsChanged(
            {.memoryMiB = memory == 0 ? 0 : std::max(memory, least), .cpus = m_cpus->value()});
    };
    connect(m_memory, &QSpinBox::valueChanged, this, tell);
    connect(m_cpus, &QDoubleSpinBox::valueChanged, this, tell);
}

QCheckBox *SettingsDialog::addSwitch(const QString &name, const QString &text)
{
    auto *box = new QCheckBox(text, this);
    box->setObjectName(name);
    static_cast<QFormLayout *>(layout())->addRow(box);
    return box;
}

QLabel *SettingsDialog::addNote(const QString &text)
{
    QLabel *note = plainLabel(text, this, QStringLiteral("muted"));
    static_cast<QFormLayout *>(layout())->addRow(note);
    return note;
}

QString laterLimitsText(const QStringList &titles)
{
    return SettingsDialog::tr(
               "The backends of %1 have the new limits from their next start or restart.")
        .arg(titles.join(QStringLiteral(", ")));
}

} // namespace pierhead::desktop
