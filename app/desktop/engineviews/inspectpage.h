#pragma once

#include "detailheader.h"
#include "enginepage.h"
#include "inspectview.h"

#include <app/desktop/removequestion.h>

namespace pierhead::desktop {

/// One image or volume: what the engine knows of it, and which containers have it.
class InspectPage final : public EnginePage
{
    Q_OBJECT

public:
    /// `target` is an image's or a volume's.
    InspectPage(EnginePageContext context, bridge::NavigationTarget target, QWidget *parent);

    [[nodiscard]] QString title() const override { return m_name; }

protected:
    void refresh(const engine::EngineClient &client) override;
    void refused(const Error &error) override;

private:
    [[nodiscard]] bool isImage() const;
    void setUsers(const std::vector<engine::ContainerSummary> &containers);
    [[nodiscard]] RemoveQuestion question() const;
    void remove();
    void goBack();

    DetailHeader *m_header;
    QPushButton *m_remove;
    QWidget *m_users;
    InspectView *m_view;
    QString m_name;
    bool m_isRemoving = false;
};

} // namespace pierhead::desktop
