#include "sharecommand.h"

#include "outputformat.h"

#include <host/extensions/imagereference.h>

namespace pierhead::cli {

namespace {

/// The reference, with a tag, of what the marketplace can have.
Result<extensions::ImageReference> sharedReference(const QString &text)
{
    PIERHEAD_TRY(reference, extensions::ImageReference::parse(text));
    if (reference.registry() != QStringLiteral("docker.io")) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("could not generate url to share: sharing extensions that "
                                      "are not hosted in DockerHub is not yet supported"));
    }
    if (!reference.digest.isEmpty()) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("could not generate url to share: a link has a tag in it and "
                                      "no digest. Give %1 with a tag.")
                           .arg(reference.repository));
    }
    return reference.withDefaultTag();
}

/// What opens the extension's details in Docker Desktop, and in Pierhead.
QString marketplaceLink(const extensions::ImageReference &reference)
{
    // Neither has a character that a URL would need in another form.
    return QStringLiteral("https://open.docker.com/extensions/marketplace?extensionId=%1&tag=%2")
        .arg(reference.repository, reference.tag);
}

} // namespace

Command::Description ShareCommand::description() const
{
    return {
        QStringLiteral("share"),
        {},
        QStringLiteral("Print the link to an extension in the marketplace"),
        QStringLiteral("The link opens the extension's details, from where it can be installed. "
                       "Only images of Docker Hub have one; without a tag, \"latest\" is meant. "
                       "Nothing is asked of a registry.\n"
                       "--format json prints an object with the keys id, tag and link."),
        {QStringLiteral("share docker/disk-usage-extension:0.2.9")},
    };
}

Parameters ShareCommand::parameters()
{
    return {Parameter::argument(QStringLiteral("IMAGE"),
                                m_reference,
                                QStringLiteral("An extension's image on Docker Hub.")),
            OutputFormat::textOption(m_format)};
}

Task<Result<ExitCode>> ShareCommand::run(Session session)
{
    PIERHEAD_CO_TRY(reference, sharedReference(m_reference));
    const QString link = marketplaceLink(reference);
    const nlohmann::json shared{
        {"id", reference.repository}, {"tag", reference.tag}, {"link", link}};
    session.terminal.print(OutputFormat::isJson(m_format) ? OutputFormat::jsonLine(shared) : link);
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
