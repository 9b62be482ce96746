#include "programchoice.h"

#include "entrytext.h"

#include <app/desktop/plainlabel.h>

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QProcess>
#include <QVBoxLayout>

namespace pierhead::desktop {

namespace {

constexpr int widestChoice = 680;

} // namespace

ProgramChoice::ProgramChoice(const Theme &theme, const QString &container, QWidget *parent)
    : QWidget(parent)
    , m_title(plainLabel({}, this, QStringLiteral("title")))
    , m_text(plainLabel({}, this, QStringLiteral("muted")))
    , m_command(new QLineEdit(this))
    , m_run(new QPushButton(tr("Run"), this))
    , m_problem(plainLabel({}, this, QStringLiteral("notice")))
{
    setFocusProxy(m_command);
    m_title->setObjectName(QStringLiteral("terminalTitle"));
    m_text->setObjectName(QStringLiteral("terminalReason"));
    m_command->setObjectName(QStringLiteral("terminalCommand"));
    m_command->setAccessibleName(tr("Program to run in the container"));
    m_command->setPlaceholderText(tr("A program of the image, and its arguments"));
    m_run->setObjectName(QStringLiteral("terminalRun"));
    m_run->setEnabled(false);
    theme.decorate(m_run, QStringLiteral("start"), ColorRole::Text);
    m_problem->setObjectName(QStringLiteral("terminalProblem"));
    m_problem->hide();
    QLabel *hint =
        plainLabel(tr("A shell from another image can look at its processes, its network "
                      "and, below /proc/1/root, its files:"),
                   this,
                   QStringLiteral("muted"));
    QLabel *example = plainLabel(
        QStringLiteral("docker run --rm -it --pid container:%1 --network container:%1 alpine")
            .arg(shortId(container)),
        this);
    example->setObjectName(QStringLiteral("terminalExample"));
    example->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    example->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    makeLayout(hint, example);
    connect(m_command, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_run->setEnabled(!QProcess::splitCommand(text).isEmpty());
    });
    connect(m_command, &QLineEdit::returnPressed, this, &ProgramChoice::choose);
    connect(m_run, &QPushButton::clicked, this, &ProgramChoice::choose);
}

void ProgramChoice::ask(const QString &title, const QString &text)
{
    m_title->setText(title);
    m_text->setText(text);
    setAccessibleName(title);
    setProblem({});
}

void ProgramChoice::setProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void ProgramChoice::makeLayout(QLabel *hint, QLabel *example)
{
    auto *field = new QHBoxLayout;
    field->setSpacing(8);
    field->addWidget(m_command, 1);
    field->addWidget(m_run);
    auto *column = new QWidget(this);
    column->setMaximumWidth(widestChoice);
    auto *texts = new QVBoxLayout(column);
    texts->setContentsMargins(0, 0, 0, 0);
    texts->setSpacing(8);
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    texts->addLayout(field);
    texts->addWidget(m_problem);
    texts->addSpacing(8);
    texts->addWidget(hint);
    texts->addWidget(example);
    auto *middle = new QHBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->addStretch(1);
    middle->addWidget(column, 100);
    middle->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addStretch(2);
    layout->addLayout(middle);
    layout->addStretch(3);
}

void ProgramChoice::choose()
{
    const QStringList command = QProcess::splitCommand(m_command->text());
    if (!command.isEmpty()) {
        Q_EMIT chosen(command);
    }
}

} // namespace pierhead::desktop
