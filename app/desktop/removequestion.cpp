#include "removequestion.h"

#include <QMessageBox>
#include <QPushButton>
#include <QStyle>

namespace pierhead::desktop {

void askToRemove(const RemoveQuestion &question,
                 const Theme &theme,
                 QWidget *parent,
                 std::function<void()> confirmed)
{
    auto *box = new QMessageBox(parent);
    box->setObjectName(QStringLiteral("removeQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setIconPixmap(theme.icon(QStringLiteral("remove"), ColorRole::Danger)
                           .pixmap(QSize(32, 32), parent->devicePixelRatioF()));
    box->setWindowTitle(question.title);
    box->setText(question.question);
    box->setInformativeText(question.detail);
    QPushButton *remove = box->addButton(QMessageBox::tr("Remove"), QMessageBox::DestructiveRole);
    remove->setObjectName(QStringLiteral("confirmRemove"));
    remove->setProperty("look", QStringLiteral("danger"));
    remove->style()->unpolish(remove);
    remove->style()->polish(remove);
    QPushButton *keep = box->addButton(QMessageBox::tr("Keep"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    QObject::connect(remove, &QPushButton::clicked, parent, std::move(confirmed));
    box->open();
}

} // namespace pierhead::desktop
