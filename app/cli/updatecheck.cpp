#include "updatecheck.h"

#include "outputformat.h"

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

/// An extension, and the tag that it can be updated to; empty for none.
struct CheckedExtension
{
    extensions::InstalledExtension extension;
    QString offered;
};

std::vector<CheckedExtension> checkedOf(const Paths &paths,
                                        std::vector<extensions::InstalledExtension> wanted)
{
    const updates::VersionsById known = updates::UpdateCache(paths).read();
    const policy::Policy policy = policy::Policy::ofThisMachine();
    std::vector<CheckedExtension> checked;
    for (extensions::InstalledExtension &extension : wanted) {
        const QString offered = updates::offeredVersion(extension, known, policy);
        checked.push_back({std::move(extension), offered});
    }
    return checked;
}

void printText(Terminal &terminal,
               const std::vector<CheckedExtension> &checked,
               const std::vector<Error> &failures)
{
    bool isAny = false;
    for (const auto &[extension, offered] : checked) {
        if (!offered.isEmpty()) {
            terminal.print(QStringLiteral("%1 can be updated to %2: docker extension update %3:%2")
                               .arg(extension.reference, offered, extension.id.value()));
            isAny = true;
        }
    }
    if (!isAny && failures.empty()) {
        terminal.print(QStringLiteral("No newer version is there."));
    }
}

void printJson(Terminal &terminal,
               const std::vector<CheckedExtension> &checked,
               const std::vector<Error> &failures)
{
    nlohmann::json rows = nlohmann::json::array();
    for (const auto &[extension, offered] : checked) {
        rows.push_back({{"id", extension.id.value()},
                        {"installed", extension.reference},
                        {"offered", offered}});
    }
    QStringList reasons;
    for (const Error &failed : failures) {
        reasons.append(failed.message);
    }
    const nlohmann::json object{{"extensions", rows}, {"failures", reasons}};
    const Listing listing{{}, {}, json::serializePretty(object)};
    terminal.print(OutputFormat::named(QStringLiteral("json"))->render(listing));
}

} // namespace

Task<Result<ExitCode>> checkForUpdates(Session session, QString key, QString format)
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
    const std::vector<CheckedExtension> checked = checkedOf(session.paths, wanted);
    if (OutputFormat::isJson(format)) {
        printJson(session.terminal, checked, failures);
    } else {
        printText(session.terminal, checked, failures);
    }
    co_return failures.empty() ? ExitCode::Success : ExitCode::Failure;
}

} // namespace pierhead::cli
