#pragma once

#include "command.h"

namespace pierhead::cli {

/// `catalog`: which catalogs there are, and what is in them.
class CatalogCommand final : public Command
{
public:
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Parameters parameters() override;
    [[nodiscard]] Task<Result<ExitCode>> run(Session session) override;

private:
    [[nodiscard]] Result<> checkWords() const;
    [[nodiscard]] Task<Result<ExitCode>> generate(Session session) const;

    QString m_action;
    QStringList m_words;
    QString m_category;
    QString m_format;
    QString m_output;
    QString m_title;
    QString m_timeout;
    bool m_isLocal = false;
};

} // namespace pierhead::cli
