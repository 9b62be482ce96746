#include "policy.h"

#include <host/extensions/imagereference.h>

#include <algorithm>

namespace pierhead::policy {

namespace {

using extensions::ImageReference;

const QString administratorsFile = QStringLiteral("/etc/pierhead/policy.json");
constexpr auto furtherFile = "PIERHEAD_POLICY";

tl::unexpected<Error> refused(const char *rule, const PolicyFile &policy, const Text &what)
{
    return failure(ErrorCode::PermissionDenied,
                   Text::english("The policy rule %1 in %2 does not allow %3. Ask the "
                                 "administrator of this machine.")
                       .arg(QLatin1String(rule), policy.path, what));
}

/// Whether there is such a list and nothing in it fits.
template <typename Fits>
bool isLeftOut(const std::optional<QStringList> &list, Fits fits)
{
    return list && std::none_of(list->cbegin(), list->cend(), fits);
}

/// "ghcr.io/org" as it is, "docker" as "docker.io/docker".
QString withRegistry(const QString &space)
{
    const QString first = space.section(QLatin1Char('/'), 0, 0);
    const bool hasRegistry = first.contains(QLatin1Char('.')) || first.contains(QLatin1Char(':'))
        || first == QLatin1String("localhost");
    return hasRegistry ? space : QStringLiteral("docker.io/") + space;
}

/// Which images of a repository are meant.
enum class Tags {
    Any, ///< one of them, which is not known yet
    Own, ///< that with the reference's tag
};

bool isImage(const QString &entry, const ImageReference &reference, Tags tags)
{
    const Result<ImageReference> allowed = ImageReference::parse(entry);
    return allowed && allowed->repository == reference.repository
        && (tags == Tags::Any || allowed->tag.isEmpty()
            || allowed->tag == reference.withDefaultTag().tag);
}

Result<> checkNames(const PolicyFile &policy, const ImageReference &reference, Tags tags)
{
    const QString text = reference.toString();
    const QString registry = reference.registry();
    if (isLeftOut(policy.registries, [&registry](const QString &entry) {
            return entry.compare(registry, Qt::CaseInsensitive) == 0;
        })) {
        return refused("allowed.registries",
                       policy,
                       Text::english("%1, which is of the registry %2").arg(text, registry));
    }
    const QString name = registry + QLatin1Char('/') + reference.path();
    if (isLeftOut(policy.namespaces, [&name](const QString &entry) {
            return name.startsWith(withRegistry(entry) + QLatin1Char('/'));
        })) {
        return refused("allowed.namespaces", policy, text);
    }
    if (isLeftOut(policy.images, [&reference, tags](const QString &entry) {
            return isImage(entry, reference, tags);
        })) {
        return refused("allowed.images", policy, text);
    }
    return {};
}

/// The digests that the image is known by: of what was pulled, and its own id.
QStringList digestsOf(const engine::ImageInfo &image)
{
    QStringList digests{image.id};
    for (const QString &pulled : image.repoDigests) {
        digests.append(pulled.section(QLatin1Char('@'), 1));
    }
    return digests;
}

} // namespace

Policy::Policy(QStringList files)
    : m_files(std::move(files))
{ }

Policy Policy::ofThisMachine()
{
    QStringList files{administratorsFile};
    const QString further = qEnvironmentVariable(furtherFile);
    if (!further.isEmpty()) {
        files.append(further);
    }
    return Policy(files);
}

Result<> Policy::checkReference(const QString &reference) const
{
    PIERHEAD_TRY(parsed, ImageReference::parse(reference));
    return all(
        [&parsed](const PolicyFile &policy) { return checkNames(policy, parsed, Tags::Own); });
}

Result<> Policy::checkRepository(const QString &reference) const
{
    PIERHEAD_TRY(parsed, ImageReference::parse(reference));
    return all(
        [&parsed](const PolicyFile &policy) { return checkNames(policy, parsed, Tags::Any); });
}

Result<> Policy::checkImage(const QString &reference, const engine::ImageInfo &image) const
{
    PIERHEAD_TRY(parsed, ImageReference::parse(reference));
    return all([&parsed, &image](const PolicyFile &policy) -> Result<> {
        if (Result<> named = checkNames(policy, parsed, Tags::Own); !named) {
            return named;
        }
        const QStringList digests = digestsOf(image);
        if (isLeftOut(policy.digests,
                      [&digests](const QString &entry) { return digests.contains(entry); })) {
            return refused("allowed.digests",
                           policy,
                           Text::english("%1, which is %2")
                               .arg(parsed.toString(), digests.join(QStringLiteral(", "))));
        }
        return {};
    });
}

Result<> Policy::checkCatalog(const QString &location) const
{
    return all([&location](const PolicyFile &policy) -> Result<> {
        if (isLeftOut(policy.catalogs,
                      [&location](const QString &entry) { return entry == location; })) {
            return refused("catalogs", policy, Text::english("the catalog %1").arg(location));
        }
        return {};
    });
}

Result<extensions::Permissions> Policy::limited(extensions::Permissions granted) const
{
    PIERHEAD_TRY(policies, files());
    for (const PolicyFile &policy : policies) {
        granted |= policy.lockedOn;
    }
    // Last, so that no other file gives back what one takes.
    for (const PolicyFile &policy : policies) {
        granted &= ~policy.lockedOff;
    }
    return granted;
}

Result<std::vector<PolicyFile>> Policy::files() const
{
    std::vector<PolicyFile> found;
    for (const QString &path : m_files) {
        PIERHEAD_TRY(policy, PolicyFile::read(path));
        if (policy) {
            found.push_back(*policy);
        }
    }
    return found;
}

Result<> Policy::all(const Check &check) const
{
    PIERHEAD_TRY(policies, files());
    for (const PolicyFile &policy : policies) {
        if (Result<> checked = check(policy); !checked) {
            return checked;
        }
    }
    return {};
}

} // namespace pierhead::policy
