#pragma once

#include "policyfile.h"

#include <host/engine/enginetypes.h>

#include <functional>

namespace pierhead::policy {

/// What the administrator of this machine allows. The files are read at each question and nothing
/// is kept. A refusal is PermissionDenied and names the rule and its file; where a file cannot be
/// followed every answer is one.
class Policy final
{
public:
    /// All that each of the files asks for; a file that is not there asks for nothing.
    explicit Policy(QStringList files);

    /// /etc/pierhead/policy.json and, where PIERHEAD_POLICY names one, a further file. The variable
    /// adds rules and takes none away, so that it is of no use to somebody who wants to get around
    /// the administrator's.
    [[nodiscard]] static Policy ofThisMachine();

    /// Whether an image of that name may be installed, before anything is fetched.
    [[nodiscard]] Result<> checkReference(const QString &reference) const;
    /// Whether one of the repository may, whatever its tag: before a registry is asked for tags.
    [[nodiscard]] Result<> checkRepository(const QString &reference) const;
    /// The same of the image itself, which is on the engine now.
    [[nodiscard]] Result<> checkImage(const QString &reference,
                                      const engine::ImageInfo &image) const;
    /// Whether the catalog at that URL, or of that file, may be used.
    [[nodiscard]] Result<> checkCatalog(const QString &location) const;
    /// What is left, or given, of what an extension was granted.
    [[nodiscard]] Result<extensions::Permissions> limited(extensions::Permissions granted) const;

    /// The files that are there.
    [[nodiscard]] Result<std::vector<PolicyFile>> files() const;

private:
    using Check = std::function<Result<>(const PolicyFile &)>;

    [[nodiscard]] Result<> all(const Check &check) const;

    QStringList m_files;
};

} // namespace pierhead::policy
