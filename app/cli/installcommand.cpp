#include "installcommand.h"

#include "consentedinstall.h"

namespace pierhead::cli {

Command::Description InstallCommand::description() const
{
    return {
        QStringLiteral("install"),
        {},
        QStringLiteral("Install an extension"),
        QStringLiteral(
            "What has the same image repository is replaced; its volumes and the storage of its "
            "pages are kept. An image that is on the engine is taken from there, otherwise it is "
            "pulled. Without a tag, the engine's \"latest\" is meant; where it has none, the "
            "greatest "
            "version (X.Y.Z) in the registry, and \"latest\" where that has no version.\n"
            "Extensions can install binaries, run commands, read and write files of this machine "
            "and connect to remote URLs, so it is asked first. Where an install fails or is "
            "stopped, nothing of it is left and what was installed before still works."),
        {QStringLiteral("install desktop-backend-minimal-extension:0.0.1"),
         QStringLiteral("install --force ./my-extension.tar.gz"),
         QStringLiteral("install --force - < my-extension.tar")},
    };
}

Parameters InstallCommand::parameters()
{
    return {
        Parameter::argument(
            QStringLiteral("IMAGE"),
            m_source,
            QStringLiteral(
                "An image reference, an archive made by \"docker save\" or of an OCI "
                "layout (plain, gzip, bzip2, xz or zstd; \"-\" for standard input), or a "
                "folder with a Dockerfile, which is built."))
            .completedBy(Parameter::Values::Files),
        Parameter::flag(QLatin1Char('f'),
                        QStringLiteral("force"),
                        m_force,
                        QStringLiteral("Do not ask; needed where no terminal is there to ask on.")),
    };
}

Task<Result<ExitCode>> InstallCommand::run(Session session)
{
    return installWithConsent(session, m_source, m_force ? Consent::Given : Consent::AskFor);
}

} // namespace pierhead::cli
