#include "containerlogs.h"

#include <QVBoxLayout>

namespace pierhead::desktop {

namespace {

constexpr int compactBelow = 640;

} // namespace

ContainerLogs::ContainerLogs(const Theme &theme,
                             const engine::EngineClient &engine,
                             QWidget *parent)
    : QWidget(parent)
    , m_log(engine)
    , m_toolbar(new LogToolbar(theme, this))
    , m_view(new LogView(theme, this))
    , m_nothing(new QLabel(tr("Nothing was written yet."), m_view))
{
    setFocusProxy(m_view);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setProperty("look", QStringLiteral("muted"));
    auto *inView = new QVBoxLayout(m_view);
    inView->addWidget(m_nothing);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_toolbar);
    layout->addWidget(m_view, 1);
    m_view->connectToolbar(*m_toolbar);
    connect(m_view, &LogView::linesChanged, this, [this] {
        m_nothing->setVisible(m_view->document()->isEmpty());
    });
    connect(&m_log, &backend::BackendLog::lines, m_view, &LogView::append);
    connect(&m_log,
            &backend::BackendLog::failed,
            this,
            [this](const QString &, const Error &reason) { Q_EMIT failed(reason); });
}

void ContainerLogs::follow(const backend::BackendState &container)
{
    m_log.follow(container);
}

void ContainerLogs::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_toolbar->setCompact(width() < compactBelow);
}

} // namespace pierhead::desktop
