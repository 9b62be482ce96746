#include "consentedinstall.h"

#include "brokeninstalls.h"
#include "inputarchive.h"
#include "installreporter.h"
#include "prompt.h"

#include <app/pagetrial/pagecheck.h>
#include <app/pagetrial/pagerun.h>
#include <host/engine/engine.h>
#include <host/extensions/extensioninstaller.h>
#include <host/extensions/imagereference.h>
#include <host/policy/extensionswitch.h>

namespace pierhead::cli {

namespace {

using extensions::ExtensionSource;
using extensions::UpdateQuestion;

using Purpose = extensions::InstallRequest::Purpose;

Task<Result<bool>> askWhetherToContinue(Session session)
{
    session.terminal.print(
        QStringLiteral("Extensions can install binaries, invoke commands, access files on your "
                       "machine and connect to remote URLs."));
    return confirm(
        session.terminal, QStringLiteral("Are you sure you want to continue? [y/N]"), session.stop);
}

/// "+ …" for what is new, "- …" for what is no more, a line each.
QString linesOf(const extensions::AccessDifference &difference)
{
    QStringList lines;
    for (const Text &request : difference.added) {
        lines.append(QStringLiteral("+ ") + request.inEnglish());
    }
    for (const Text &request : difference.removed) {
        lines.append(QStringLiteral("- ") + request.inEnglish());
    }
    return lines.join(QLatin1Char('\n'));
}

Error needsAgreement(const UpdateQuestion &question)
{
    return {ErrorCode::InvalidArgument,
            QStringLiteral("Nothing was updated: %1 asks for more than %2, which has to be agreed "
                           "to, and standard input is no terminal to ask on. Give --force to agree "
                           "to it.")
                .arg(question.reference, question.formerReference),
            linesOf(question.difference)};
}

Task<Result<bool>> agreeToUpdate(Session session,
                                 UpdateQuestion question,
                                 Consent given,
                                 Purpose purpose,
                                 std::shared_ptr<bool> isDeclined)
{
    const bool asksForMore = !question.difference.added.isEmpty();
    const bool isAsked = given == Consent::AskFor && (purpose == Purpose::Update || asksForMore);
    if (isAsked && !session.terminal.isInputTerminal() && asksForMore) {
        co_return tl::unexpected<Error>(needsAgreement(question));
    }
    if (!question.difference.isEmpty()) {
        session.terminal.print(
            QStringLiteral("%1 does not ask for the same as %2:\n%3")
                .arg(question.reference, question.formerReference, linesOf(question.difference)));
    }
    if (!isAsked || !session.terminal.isInputTerminal()) {
        co_return true;
    }
    PIERHEAD_CO_TRY(isAgreed, co_await askWhetherToContinue(session));
    *isDeclined = !isAgreed;
    co_return isAgreed;
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

Task<Result<void>> runInstall(Session session,
                              ExtensionSource source,
                              Consent given,
                              Purpose purpose,
                              std::shared_ptr<bool> isDeclined)
{
    const extensions::ExtensionStore store(session.paths);
    PIERHEAD_CO_TRY(engine,
                    co_await engine::Engine::find(session.engine, session.paths, session.stop));
    co_await repairBrokenInstalls(session);
    const extensions::CheckPage checkPage = pagetrial::pageCheck(
        pagetrial::findPageProgram(), engine->client().address(), session.paths);
    const extensions::ExtensionInstaller installer(*engine, store, {}, checkPage);
    InstallReporter reporter(session.terminal);
    const extensions::AgreeToUpdate agree =
        [session, given, purpose, isDeclined](const UpdateQuestion &question) {
            return agreeToUpdate(session, question, given, purpose, isDeclined);
        };
    const extensions::InstallSink sink = reporter.sink();
    const extensions::InstallRequest request{std::move(source), purpose, agree};
    const Result<extensions::InstalledExtension> installed =
        co_await installer.install(request, sink, session.stop);
    if (!installed) {
        co_return tl::unexpected<Error>(installed.error());
    }
    if (const Result<> on = policy::checkExtensionOn(session.paths, installed->id.value()); !on) {
        session.terminal.warn(on.error().message);
    }
    co_return Result<void>{};
}

Task<Result<ExitCode>>
installOrUpdate(Session session, QString argument, Consent given, Purpose purpose)
{
    if (const Result<> on = policy::checkExtensionsOn(session.paths); !on) {
        co_return tl::unexpected<Error>(on.error());
    }
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
    if (given == Consent::AskFor && purpose == Purpose::Install) {
        PIERHEAD_CO_TRY(isWanted, co_await consentToInstall(session));
        if (!isWanted) {
            session.terminal.tell(
                Terminal::Style::Plain, {}, QStringLiteral("Nothing was installed."));
            co_return ExitCode::Failure;
        }
    }
    const auto isDeclined = std::make_shared<bool>(false);
    const Result<void> done = co_await runInstall(session, source, given, purpose, isDeclined);
    if (!done && *isDeclined) {
        session.terminal.tell(Terminal::Style::Plain, {}, QStringLiteral("Nothing was updated."));
        co_return ExitCode::Failure;
    }
    if (!done) {
        co_return tl::unexpected<Error>(done.error());
    }
    co_return ExitCode::Success;
}

} // namespace

Task<Result<bool>> consentToInstall(Session session)
{
    if (!session.terminal.isInputTerminal()) {
        co_return failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("Installing an extension has to be confirmed, and standard input is no "
                           "terminal to ask on. Give --force to install it without being asked."));
    }
    co_return co_await askWhetherToContinue(session);
}

Task<Result<void>> installSource(Session session, ExtensionSource source)
{
    const auto isDeclined = std::make_shared<bool>(false);
    co_return co_await runInstall(
        session, std::move(source), Consent::Given, Purpose::Install, isDeclined);
}

Task<Result<ExitCode>> installWithConsent(Session session, QString argument, Consent given)
{
    return installOrUpdate(session, std::move(argument), given, Purpose::Install);
}

Task<Result<ExitCode>> updateWithConsent(Session session, QString argument, Consent given)
{
    return installOrUpdate(session, std::move(argument), given, Purpose::Update);
}

} // namespace pierhead::cli
