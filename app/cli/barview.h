#pragma once

#include "transferview.h"

#include <QElapsedTimer>

#include <vector>

namespace pierhead::cli {

/// One line for each layer, drawn anew as it comes, and gone when all is there. A build's output is
/// printed as it comes.
class BarView final : public TransferView
{
public:
    explicit BarView(Terminal &terminal);

    void update(const extensions::InstallEvent &event) override;
    void finish() override;

private:
    struct Item
    {
        QString id;
        QString status;
        qint64 current = 0;
        qint64 total = 0;
    };

    void draw();
    void erase();

    Terminal &m_terminal;
    std::vector<Item> m_items;
    QElapsedTimer m_sinceDrawn;
    int m_drawnLines = 0;
};

} // namespace pierhead::cli
