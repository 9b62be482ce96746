#pragma once

#include "listpage.h"

namespace pierhead::desktop {

/// All images of an engine, by their tags.
class ImagesPage final : public ListPage
{
    Q_OBJECT

public:
    ImagesPage(EnginePageContext context, bridge::NavigationTarget target, QWidget *parent);

protected:
    void refresh(const engine::EngineClient &client) override;
    [[nodiscard]] bridge::NavigationTarget targetOf(const Entry &entry) const override;
    void perform(const Entry &entry, RowAction action) override;
};

} // namespace pierhead::desktop
