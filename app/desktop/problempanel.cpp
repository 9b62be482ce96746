#include "problempanel.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>

namespace pierhead::desktop {

namespace {

constexpr int problemIconExtent = 24;
/// A build's output can be long; all of it goes to the clipboard, the end of it is shown.
constexpr qsizetype maximumShown = 1200;

QLabel *foreignLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

ProblemPanel::ProblemPanel(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_message(foreignLabel(this))
    , m_detail(foreignLabel(this))
    , m_buttons(new QHBoxLayout)
{
    setProperty("look", QStringLiteral("banner"));
    setProperty("tone", QStringLiteral("danger"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_title->setProperty("look", QStringLiteral("title"));
    m_message->setObjectName(QStringLiteral("message"));
    m_detail->setProperty("look", QStringLiteral("muted"));
    auto *copy = new QPushButton(tr("Copy details"), this);
    copy->setObjectName(QStringLiteral("copyDetails"));
    theme.decorate(copy, QStringLiteral("copy"), ColorRole::Text);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(details());
    });
    m_buttons->setSpacing(8);
    m_buttons->addWidget(copy);
    m_buttons->addStretch(1);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(8);
    texts->addWidget(m_title);
    texts->addWidget(m_message);
    texts->addWidget(m_detail);
    texts->addLayout(m_buttons);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    connect(&theme, &Theme::changed, this, &ProblemPanel::refreshIcon);
    refreshIcon();
}

void ProblemPanel::setProblem(const QString &title, const Error &error)
{
    m_title->setText(title);
    m_message->setText(error.localMessage);
    QString detail = error.localDetail.trimmed();
    if (detail.size() > maximumShown) {
        detail = QChar(0x2026) + detail.right(maximumShown);
    }
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    m_detail->setProperty("whole", error.localDetail);
    setAccessibleName(title);
    setAccessibleDescription(error.localMessage);
    QAccessibleEvent announcement(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
}

QPushButton *ProblemPanel::addAction(const QString &text)
{
    auto *button = new QPushButton(text, this);
    m_buttons->insertWidget(m_buttons->count() - 2, button);
    return button;
}

QString ProblemPanel::details() const
{
    QStringList parts{m_title->text(), m_message->text()};
    const QString detail = m_detail->property("whole").toString();
    if (!detail.isEmpty()) {
        parts.append(detail);
    }
    return parts.join(QLatin1Char('\n'));
}

void ProblemPanel::refreshIcon()
{
    m_icon->setPixmap(
        m_theme.icon(QStringLiteral("error"), ColorRole::Danger)
            .pixmap(QSize(problemIconExtent, problemIconExtent), devicePixelRatioF()));
}

} // namespace pierhead::desktop
