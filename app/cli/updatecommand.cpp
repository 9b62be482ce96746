#include "updatecommand.h"

#include "consentedinstall.h"
#include "outputformat.h"
#include "updatecheck.h"

#include <host/extensions/extensionsource.h>
#include <host/extensions/extensionstore.h>
#include <host/extensions/imagereference.h>

namespace pierhead::cli {

namespace {

/// What to update to: of an installed extension's name or id, the reference that it has. Only a
/// reference names what it updates before it is there; what a file brings is found out while it is
/// installed.
Result<QString> updateSource(const Paths &paths, const QString &argument)
{
    using extensions::ExtensionSource;
    const ExtensionSource source = ExtensionSource::fromArgument(argument);
    if (source.kind != ExtensionSource::Kind::Reference || argument == QStringLiteral("-")) {
        return argument;
    }
    const extensions::ExtensionStore store(paths);
    const auto named = store.find(argument);
    if (named && (named->id.value() == argument || named->name == argument)) {
        return named->reference;
    }
    PIERHEAD_TRY(reference, extensions::ImageReference::parse(argument));
    const auto installed = store.find(reference.repository);
    if (!installed) {
        return failure(
            installed.error().code,
            QStringLiteral("failed to update extension \"%1\" as it is not installed")
                .arg(reference.repository),
            QStringLiteral("\"docker extension install %1\" installs it.").arg(argument));
    }
    return argument;
}

} // namespace

Command::Description UpdateCommand::description() const
{
    return {
        QStringLiteral("update"),
        {},
        QStringLiteral("Put another build of an installed extension in its place"),
        QStringLiteral(
            "The image may have another tag or, rebuilt, the same; where it is the one that is "
            "installed, nothing is done. An image that came from a registry is looked for there. "
            "Volumes and the storage of the extension's pages are kept.\n"
            "It is shown what the new build asks for beyond the installed one (+) and no more (-), "
            "and asked before it takes its place. Where the update fails or is stopped, or the new "
            "backend does not start or the new page does not load within 30 seconds, what was "
            "installed before still works. \"rollback\" puts it back later.\n"
            "--check updates nothing: it asks the registries whether they have a greater version "
            "(X.Y.Z) than what is installed, of all extensions or of one. Only what can be "
            "installed here is told: made for the engine's architecture, and for the version of "
            "the extension API. --format json prints an object with the keys extensions (id, "
            "installed: its reference, offered: the tag, or empty) and failures."),
        {QStringLiteral("update desktop-backend-minimal-extension:0.0.2"),
         QStringLiteral("update hello-backend"),
         QStringLiteral("update --check"),
         QStringLiteral("update --check --format json")},
    };
}

Parameters UpdateCommand::parameters()
{
    return {
        Parameter::argument(QStringLiteral("IMAGE"),
                            m_source,
                            QStringLiteral("What to install now, as \"install\" takes it; or the "
                                           "name or the id of an installed extension, for the "
                                           "reference that it has."))
            .completedBy(Parameter::Values::Files)
            .optional(),
        Parameter::flag(QLatin1Char('f'),
                        QStringLiteral("force"),
                        m_force,
                        QStringLiteral("Do not ask; needed where no terminal is there to ask on "
                                       "and the new build asks for more.")),
        Parameter::flag({},
                        QStringLiteral("check"),
                        m_isCheck,
                        QStringLiteral("Only ask the registries what there is.")),
        OutputFormat::textOption(m_format),
    };
}

Task<Result<ExitCode>> UpdateCommand::run(Session session)
{
    if (m_isCheck) {
        co_return co_await checkForUpdates(session, m_source, m_format);
    }
    if (!m_format.isEmpty()) {
        co_return failure(ErrorCode::InvalidArgument,
                          QStringLiteral("--format goes with --check; an update prints no data."));
    }
    if (m_source.isEmpty()) {
        co_return failure(ErrorCode::InvalidArgument,
                          QStringLiteral("IMAGE is required: what to install now. \"update "
                                         "--check\" tells what there is."));
    }
    PIERHEAD_CO_TRY(source, updateSource(session.paths, m_source));
    co_return co_await updateWithConsent(
        session, source, m_force ? Consent::Given : Consent::AskFor);
}

} // namespace pierhead::cli
