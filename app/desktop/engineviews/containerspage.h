#pragma once

#include "listpage.h"

namespace pierhead::desktop {

/// All containers of an engine.
class ContainersPage final : public ListPage
{
    Q_OBJECT

public:
    ContainersPage(EnginePageContext context, bridge::NavigationTarget target, QWidget *parent);

protected:
    void refresh(const engine::EngineClient &client) override;
    [[nodiscard]] bridge::NavigationTarget targetOf(const Entry &entry) const override;
    void perform(const Entry &entry, RowAction action) override;
};

} // namespace pierhead::desktop
