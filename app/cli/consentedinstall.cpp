#include "consentedinstall.h"

#include "inputarchive.h"
#include "installreporter.h"
#include "prompt.h"

#include <host/engine/engine.h>
#include <host/extensions/extensioninstaller.h>
#include <host/extensions/imagereference.h>

namespace pierhead::cli {

namespace {

using extensions::ExtensionSource;

/// Whether the user wants it, knowing what extensions can do.
Task<Result<bool>> consent(Session session)
{
    if (!session.terminal.isInputTerminal()) {
        co_return failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("Installing an extension has to be confirmed, and standard input is no "
                           "terminal to ask on. Give --force to install it without being asked."));
    }
    session.terminal.print(
        QStringLiteral("Extensions can install binaries, invoke commands, access files on your "
                       "machine and connect to remote URLs."));
    co_return co_await confirm(
        session.terminal, QStringLiteral("Are you sure you want to continue? [y/N]"), session.stop);
}

/// A reference that cannot be one is told before anybody is asked anything.
Result<ExtensionSource> sourceFrom(const QString &argument)
{
    const ExtensionSource source = ExtensionSource::fromArgument(argument);
    if (source.kind == ExtensionSource::Kind::Reference) {
        const auto reference = extensions::ImageReference::parse(argument);
        if (!reference) {
            return tl::unexpected<Error>(reference.error());
        }
    }
    return source;
}

} // namespace

Task<Result<ExitCode>> installWithConsent(Session session, QString argument, Consent given)
{
    const extensions::ExtensionStore store(session.paths);
    InputArchive input;
    if (argument == QStringLiteral("-")) {
        PIERHEAD_CO_TRY(scratch, store.scratchRoot());
        Result<InputArchive> read =
            co_await readInputArchive(session.terminal.inputDescriptor(), scratch, session.stop);
        if (!read) {
            co_return tl::unexpected<Error>(read.error());
        }
        input = std::move(*read);
        argument = input.path;
    }
    PIERHEAD_CO_TRY(source, sourceFrom(argument));
    if (given == Consent::AskFor) {
        PIERHEAD_CO_TRY(isWanted, co_await consent(session));
        if (!isWanted) {
            session.terminal.tell(
                Terminal::Style::Plain, {}, QStringLiteral("Nothing was installed."));
            co_return ExitCode::Failure;
        }
    }
    PIERHEAD_CO_TRY(engine,
                    co_await engine::Engine::find(session.engine, session.paths, session.stop));
    const extensions::ExtensionInstaller installer(*engine, store);
    InstallReporter reporter(session.terminal);
    PIERHEAD_CO_TRY(installed, co_await installer.install(source, reporter.sink(), session.stop));
    Q_UNUSED(installed)
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
