#include "emptystate.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace pierhead::desktop {

namespace {

constexpr int emblemExtent = 64;
constexpr int widestText = 520;
constexpr int narrowestText = 240;

} // namespace

EmptyState::EmptyState(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
{
    setObjectName(QStringLiteral("emptyState"));
    m_icon->setAlignment(Qt::AlignCenter);
    auto *title = new QLabel(tr("No extensions yet"), this);
    title->setAlignment(Qt::AlignCenter);
    title->setProperty("look", QStringLiteral("title"));
    auto *text = new QLabel(tr("An extension is a container image that brings a page, and often a "
                               "backend, to this window. Install one from an image archive, or "
                               "from a folder that holds its Dockerfile. You can also drop either "
                               "here, or type: docker extension install <image>"),
                            this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignHCenter);
    text->setProperty("look", QStringLiteral("muted"));
    text->setMaximumWidth(widestText);
    text->setMinimumWidth(narrowestText);
    auto *file = new QPushButton(tr("Install from file…"), this);
    file->setObjectName(QStringLiteral("emptyInstallFromFile"));
    auto *folder = new QPushButton(tr("Install from folder…"), this);
    folder->setObjectName(QStringLiteral("emptyInstallFromFolder"));
    m_theme.decorate(file, QStringLiteral("install"), ColorRole::Text);
    m_theme.decorate(folder, QStringLiteral("folder"), ColorRole::Text);
    connect(file, &QPushButton::clicked, this, &EmptyState::installFromFileRequested);
    connect(folder, &QPushButton::clicked, this, &EmptyState::installFromFolderRequested);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(file);
    buttons->addWidget(folder);
    buttons->addStretch(1);
    auto *line = new QHBoxLayout;
    line->addStretch(1);
    line->addWidget(text, 100);
    line->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(title);
    layout->addLayout(line);
    layout->addSpacing(8);
    layout->addLayout(buttons);
    layout->addStretch(3);
    connect(&theme, &Theme::changed, this, &EmptyState::refreshIcon);
    refreshIcon();
}

void EmptyState::refreshIcon()
{
    m_icon->setPixmap(m_theme.icon(QStringLiteral("extensions"), ColorRole::BorderStrong)
                          .pixmap(QSize(emblemExtent, emblemExtent), devicePixelRatioF()));
}

} // namespace pierhead::desktop
