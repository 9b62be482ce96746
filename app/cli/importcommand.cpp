#include "importcommand.h"

#include "consentedinstall.h"
#include "importlisting.h"

#include <host/policy/extensionswitch.h>

#include <algorithm>

namespace pierhead::cli {

namespace {

using desktopimport::DesktopExtension;

bool isNamed(const DesktopExtension &extension, const QString &name)
{
    return extension.slug == name
        || (!extension.id.isEmpty() && (extension.id == name || extension.reference() == name));
}

/// Those of the names, in their order and each once.
Result<std::vector<DesktopExtension>> namedIn(const std::vector<DesktopExtension> &all,
                                              const QStringList &names)
{
    std::vector<DesktopExtension> chosen;
    QStringList slugs;
    for (const QString &name : names) {
        const auto found = std::find_if(all.begin(), all.end(), [&name](const auto &extension) {
            return isNamed(extension, name);
        });
        if (found == all.end()) {
            return failure(ErrorCode::NotFound,
                           QStringLiteral("Docker Desktop has no extension \"%1\" in %2. "
                                          "\"docker extension import --list\" shows what it has.")
                               .arg(name, desktopimport::desktopExtensionsFolder()));
        }
        if (!slugs.contains(found->slug)) {
            slugs.append(found->slug);
            chosen.push_back(*found);
        }
    }
    return chosen;
}

Error summaryOf(const QStringList &failures, std::size_t wanted)
{
    return {ErrorCode::InvalidImage,
            QStringLiteral("%1 of %2 extensions were not imported; the others are installed.")
                .arg(failures.size())
                .arg(wanted),
            failures.join(QLatin1Char('\n'))};
}

/// One after the other; one that fails does not keep the next from it.
Task<Result<ExitCode>> importAll(Session session, std::vector<DesktopExtension> wanted)
{
    QStringList failures;
    for (const DesktopExtension &extension : wanted) {
        QString why = extension.problem.inEnglish();
        if (extension.isUsable()) {
            const extensions::ExtensionSource source = extension.source();
            const Result<void> done = co_await installSource(session, source);
            if (session.stop.stop_requested()) {
                co_return cancelled(QStringLiteral("Importing %1").arg(extension.title));
            }
            why = done ? QString() : done.error().message;
        }
        if (!why.isEmpty()) {
            failures.append(QStringLiteral("%1: %2").arg(extension.title, why));
        }
    }
    if (!failures.isEmpty()) {
        co_return tl::unexpected<Error>(summaryOf(failures, wanted.size()));
    }
    co_return ExitCode::Success;
}

} // namespace

Command::Description ImportCommand::description() const
{
    return {
        QStringLiteral("import"),
        {},
        QStringLiteral("Install what Docker Desktop has installed"),
        QStringLiteral(
            "Each is installed from its image, which is taken from the engine or pulled, one after "
            "the other; what fails is told at the end. Where Docker Desktop's files do not tell "
            "the image, its repository is read from the folder's name, and its newest version is "
            "meant. Nothing of Docker Desktop's is changed, and what an extension has stored there "
            "stays there.\n"
            "--list shows them and installs nothing. --format json prints an array of objects with "
            "the keys name, title, id, image, version, deduced (from the folder's name), installed "
            "and problem (why it cannot be imported).\n"
            "Docker Desktop's folder is ~/.docker/desktop/extensions, or what the variable "
            "PIERHEAD_DOCKER_DESKTOP says."),
        {QStringLiteral("import --list"),
         QStringLiteral("import docker_disk-usage-extension"),
         QStringLiteral("import --all --force")},
    };
}

Parameters ImportCommand::parameters()
{
    return {
        Parameter::words(QStringLiteral("NAMES"),
                         m_names,
                         QStringLiteral("Which: the names of their folders, or their images."))
            .optional()
            .completedBy(Parameter::Values::DesktopExtensions),
        Parameter::flag(
            {}, QStringLiteral("list"), m_list, QStringLiteral("Show what Docker Desktop has.")),
        Parameter::flag(
            {}, QStringLiteral("all"), m_all, QStringLiteral("Import all that is not installed.")),
        Parameter::flag(QLatin1Char('f'),
                        QStringLiteral("force"),
                        m_force,
                        QStringLiteral("Do not ask; needed where no terminal is there to ask on.")),
        OutputFormat::option(m_format),
    };
}

Task<Result<ExitCode>> ImportCommand::run(Session session)
{
    const extensions::ExtensionStore store(session.paths);
    const std::vector<DesktopExtension> all =
        desktopimport::desktopExtensions(desktopimport::desktopExtensionsFolder());
    if (m_list) {
        const Listing listing = importListing(all, store.list());
        session.terminal.print(OutputFormat::named(m_format)->render(listing));
        co_return ExitCode::Success;
    }
    if (m_names.isEmpty() != m_all) {
        co_return failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("Say what to import: names, or --all. "
                           "\"docker extension import --list\" shows what is there."));
    }
    if (const Result<> on = policy::checkExtensionsOn(session.paths); !on) {
        co_return tl::unexpected<Error>(on.error());
    }
    PIERHEAD_CO_TRY(named, namedIn(all, m_names));
    std::vector<DesktopExtension> wanted = m_all ? all : named;
    const auto installed = store.list();
    std::erase_if(wanted, [&installed](const DesktopExtension &extension) {
        return desktopimport::isInstalled(extension, installed);
    });
    if (wanted.empty()) {
        session.terminal.print(
            all.empty() ? QStringLiteral("Docker Desktop has no extensions in %1.")
                              .arg(desktopimport::desktopExtensionsFolder())
                        : QStringLiteral("There is nothing to import: all is installed."));
        co_return ExitCode::Success;
    }
    if (!m_force) {
        PIERHEAD_CO_TRY(isWanted, co_await consentToInstall(session));
        if (!isWanted) {
            session.terminal.tell(
                Terminal::Style::Plain, {}, QStringLiteral("Nothing was installed."));
            co_return ExitCode::Failure;
        }
    }
    co_return co_await importAll(session, wanted);
}

} // namespace pierhead::cli
