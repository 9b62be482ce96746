#include "validatecommand.h"

#include "faultreport.h"
#include "junitreport.h"

namespace pierhead::cli {

namespace {

/// How the outcome is told.
struct Reporting
{
    FaultFilter filter = FaultFilter::All;
    bool isJson = false;
    QString junit; ///< the file; empty for none
};

Task<Result<ExitCode>>
validateAndReport(Session session, ValidationRequest request, Reporting reporting)
{
    if (!request.screenshot.isEmpty() && !request.runs) {
        co_return failure(ErrorCode::InvalidArgument,
                          QStringLiteral("--screenshot is of a page that --run loads. Give both."));
    }
    const Result<Validation> validation = co_await validateSubject(session, request);
    if (!validation && validation.error().code == ErrorCode::Cancelled) {
        co_return tl::unexpected<Error>(validation.error());
    }
    Result<void> written;
    if (!reporting.junit.isEmpty()) {
        written = validation ? writeJUnit(reporting.junit, *validation)
                             : writeJUnit(reporting.junit, request.subject, validation.error());
    }
    if (!validation && !written) {
        session.terminal.warn(written.error().message);
    }
    if (!validation) {
        co_return tl::unexpected<Error>(validation.error());
    }
    const ExitCode code = reporting.isJson
        ? reportFaultsAsJson(session.terminal, *validation, reporting.filter)
        : reportFaults(session.terminal, *validation, reporting.filter);
    if (!written) {
        co_return tl::unexpected<Error>(written.error());
    }
    co_return code;
}

} // namespace

Command::Description ValidateCommand::description() const
{
    return {
        QStringLiteral("validate"),
        {},
        QStringLiteral("Check an extension's image or its metadata.json"),
        QStringLiteral(
            "Every fault is told at once, with the label or the JSON path it is at and what is "
            "expected there. Warnings are about what only a marketplace needs; they do not make "
            "an extension invalid.\n"
            "An image that is named must be on the engine already; where it came from a registry, "
            "that is asked for which platforms it has it. An archive is loaded and a "
            "folder is built for it, and what came on the engine by that is removed again. Nothing "
            "of the image is run without --run.\n"
            "--run is for a CI: it installs the extension under another name and into a folder of "
            "its own, so that what is installed stays as it is, waits for the backend, loads the "
            "page without a display, and removes all of it. It fails where the backend ends or is "
            "not healthy, where the page does not load or stays blank, and where an error is on "
            "the page's console, such as a call of what ddClient does not have.\n"
            "--format json prints an object with the keys subject, valid and faults (check, "
            "severity, where, what)."),
        {QStringLiteral("validate my-extension:1.0.0"),
         QStringLiteral("validate ./metadata.json"),
         QStringLiteral("validate --run --junit report.xml --screenshot page.png .")},
    };
}

Parameters ValidateCommand::parameters()
{
    const auto flag = [](const char *name, bool &target, const QString &help, QChar letter = {}) {
        return Parameter::flag(letter, QString::fromLatin1(name), target, help);
    };
    const auto file = [](const char *name, QString &target, const QString &help) {
        return Parameter::option(
                   {}, QString::fromLatin1(name), QStringLiteral("FILE"), target, help)
            .completedBy(Parameter::Values::Files);
    };
    return {
        Parameter::argument(QStringLiteral("SUBJECT"),
                            m_request.subject,
                            QStringLiteral("An image reference, an archive as \"install\" takes "
                                           "it, a folder with a Dockerfile, or the path of a "
                                           "metadata.json or its folder."))
            .completedBy(Parameter::Values::Files),
        flag("auto-resolve-tag",
             m_request.resolvesTag,
             QStringLiteral("Of the images of the repository that are on the engine, take the one "
                            "with the greatest version."),
             QLatin1Char('a')),
        flag("sdk-compatibility",
             m_request.checksApi,
             QStringLiteral("Check that the API version it asks for is offered here."),
             QLatin1Char('s')),
        flag(
            "validate-install-uninstall",
            m_request.installs,
            QStringLiteral("Install it for a trial and remove it, and check that nothing is left."),
            QLatin1Char('i')),
        flag("run", m_request.runs, QStringLiteral("Run its backend and load its page, too.")),
        flag("errors-only", m_errorsOnly, QStringLiteral("Do not tell warnings.")),
        file("junit", m_junit, QStringLiteral("Write what was found as a JUnit file, too.")),
        file("screenshot",
             m_request.screenshot,
             QStringLiteral("With --run: write a picture of the page (PNG).")),
        Parameter::option({},
                          QStringLiteral("format"),
                          QStringLiteral("FORMAT"),
                          m_format,
                          QStringLiteral("How the faults are printed; lines unless given."),
                          {QStringLiteral("lines"), QStringLiteral("json")}),
    };
}

Task<Result<ExitCode>> ValidateCommand::run(Session session)
{
    Reporting reporting;
    reporting.filter = m_errorsOnly ? FaultFilter::ErrorsOnly : FaultFilter::All;
    reporting.isJson = m_format == QStringLiteral("json");
    reporting.junit = m_junit;
    ValidationRequest request = m_request;
    request.isQuiet = reporting.isJson;
    return validateAndReport(session, request, reporting);
}

} // namespace pierhead::cli
