#pragma once

#include "transferview.h"

#include <QHash>

namespace pierhead::cli {

/// A line whenever what is being done changes: for pipes and files.
class LineView final : public TransferView
{
public:
    explicit LineView(Terminal &terminal);

    void update(const extensions::InstallEvent &event) override;
    void finish() override;

private:
    Terminal &m_terminal;
    QHash<QString, QString> m_shown; ///< item to its last status
};

} // namespace pierhead::cli
