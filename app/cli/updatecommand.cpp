#include "updatecommand.h"

#include "consentedinstall.h"

#include <host/extensions/extensionsource.h>
#include <host/extensions/extensionstore.h>
#include <host/extensions/imagereference.h>

namespace pierhead::cli {

namespace {

/// Only a reference names what it updates before it is there; what a file brings is found out while
/// it is installed.
Result<void> checkInstalled(const Paths &paths, const QString &argument)
{
    using extensions::ExtensionSource;
    const ExtensionSource source = ExtensionSource::fromArgument(argument);
    if (source.kind != ExtensionSource::Kind::Reference || argument == QStringLiteral("-")) {
        return {};
    }
    PIERHEAD_TRY(reference, extensions::ImageReference::parse(argument));
    const auto installed = extensions::ExtensionStore(paths).find(reference.repository);
    if (!installed) {
        return failure(
            installed.error().code,
            QStringLiteral("failed to update extension \"%1\" as it is not installed")
                .arg(reference.repository),
            QStringLiteral("\"docker extension install %1\" installs it.").arg(argument));
    }
    return {};
}

} // namespace

Command::Description UpdateCommand::description() const
{
    return {
        QStringLiteral("update"),
        {},
        QStringLiteral("Put another build of an installed extension in its place"),
        QStringLiteral(
            "The image may have another tag or, rebuilt, the same. Volumes and the storage of the "
            "extension's pages are kept. Where the update fails or is stopped, what was installed "
            "before still works."),
        {QStringLiteral("update desktop-backend-minimal-extension:0.0.2")},
    };
}

Parameters UpdateCommand::parameters()
{
    return {
        Parameter::argument(QStringLiteral("IMAGE"),
                            m_source,
                            QStringLiteral("What to install now, as \"install\" takes it."))
            .completedBy(Parameter::Values::Files),
        Parameter::flag(QLatin1Char('f'),
                        QStringLiteral("force"),
                        m_force,
                        QStringLiteral("Do not ask; needed where no terminal is there to ask on.")),
    };
}

Task<Result<ExitCode>> UpdateCommand::run(Session session)
{
    const Result<void> checked = checkInstalled(session.paths, m_source);
    if (!checked) {
        co_return tl::unexpected<Error>(checked.error());
    }
    co_return co_await installWithConsent(
        session, m_source, m_force ? Consent::Given : Consent::AskFor);
}

} // namespace pierhead::cli
