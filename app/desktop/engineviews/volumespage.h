#pragma once

#include "listpage.h"

namespace pierhead::desktop {

/// All volumes of an engine.
class VolumesPage final : public ListPage
{
    Q_OBJECT

public:
    VolumesPage(EnginePageContext context, bridge::NavigationTarget target, QWidget *parent);

protected:
    void refresh(const engine::EngineClient &client) override;
    [[nodiscard]] bridge::NavigationTarget targetOf(const Entry &entry) const override;
    void perform(const Entry &entry, RowAction action) override;
};

} // namespace pierhead::desktop
