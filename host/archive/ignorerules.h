#pragma once

#include <host/base/result.h>

#include <QRegularExpression>
#include <QString>

#include <vector>

namespace pierhead::archive {

/// What a .dockerignore says: patterns with *, ?, [a-z] and **, exceptions with !, comments with #.
/// The last line that fits a path, or a folder it is in, decides.
class IgnoreRules final
{
public:
    IgnoreRules() = default;
    /// Lines that are no pattern fit nothing.
    explicit IgnoreRules(const QString &text);
    /// Of the .dockerignore in the folder; none where there is none.
    [[nodiscard]] static Result<IgnoreRules> ofFolder(const QString &folder);

    /// `path` is relative to the folder.
    [[nodiscard]] bool isIgnored(const QString &path) const;
    /// Whether something in an ignored folder may be wanted all the same.
    [[nodiscard]] bool hasExceptions() const;

private:
    struct Rule
    {
        QRegularExpression pattern;
        bool isException = false;
    };

    std::vector<Rule> m_rules;
};

} // namespace pierhead::archive
