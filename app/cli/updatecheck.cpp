#include "updatecheck.h"

#include <host/extensions/extensionstore.h>
#include <host/updates/updatelookup.h>
#include <host/updates/updateoffer.h>

namespace pierhead::cli {

namespace {

/// The extensions in question; all where there is no key.
Result<std::vector<extensions::InstalledExtension>> wantedFrom(const Paths &paths,
                                                               const QString &key)
{
    const extensions::ExtensionStore store(paths);
    if (key.isEmpty()) {
        return store.list();
    }
    PIERHEAD_TRY(extension, store.find(key));
    return std::vector{extension};
}

} // namespace

Task<Result<ExitCode>> checkForUpdates(Session session, QString key)
{
    PIERHEAD_CO_TRY(wanted, wantedFrom(session.paths, key));
    const updates::LookupRequest request{.freshness = updates::LookupRequest::Freshness::Checked};
    const std::vector<Error> failures =
        co_await updates::lookUpVersions(session.paths, wanted, request, session.stop);
    if (session.stop.stop_requested()) {
        co_return cancelled(QStringLiteral("Asking the registries"));
    }
    for (const Error &failed : failures) {
        session.terminal.warn(failed.message);
    }
    const updates::VersionsById known = updates::UpdateCache(session.paths).read();
    const policy::Policy policy = policy::Policy::ofThisMachine();
    bool isAny = false;
    for (const extensions::InstalledExtension &extension : wanted) {
        const QString tag = updates::offeredVersion(extension, known, policy);
        if (!tag.isEmpty()) {
            session.terminal.print(QStringLiteral("%1 can be updated to %2: docker extension "
                                                  "update %3:%2")
                                       .arg(extension.reference, tag, extension.id.value()));
            isAny = true;
        }
    }
    if (!isAny && failures.empty()) {
        session.terminal.print(QStringLiteral("No newer version is there."));
    }
    co_return failures.empty() ? ExitCode::Success : ExitCode::Failure;
}

} // namespace pierhead::cli
