#include "pagefailure.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace pierhead::webview {

namespace {

QLabel *makeLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignHCenter);
    label->setWordWrap(true);
    return label;
}

} // namespace

PageFailure::PageFailure(QWidget *parent)
    : QWidget(parent)
    , m_reason(makeLabel(QStringLiteral("pageFailureReason"), this))
{
    QLabel *title = makeLabel(QStringLiteral("pageFailureTitle"), this);
    title->setText(tr("The extension's page cannot be shown"));
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.4);
    title->setFont(font);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *reload = new QPushButton(tr("Reload"), this);
    reload->setObjectName(QStringLiteral("pageReload"));
    setAutoFillBackground(true);

    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(title);
    layout->addWidget(m_reason);
    layout->addWidget(reload, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(reload, &QPushButton::clicked, this, &PageFailure::reloadRequested);
}

void PageFailure::setReason(const QString &reason)
{
    m_reason->setText(reason);
}

void PageFailure::setBackground(const QColor &color)
{
    QPalette colors = palette();
    colors.setColor(QPalette::Window, color);
    colors.setColor(QPalette::WindowText, color.lightness() < 128 ? Qt::white : Qt::black);
    setPalette(colors);
}

} // namespace pierhead::webview
