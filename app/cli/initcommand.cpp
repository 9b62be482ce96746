#include "initcommand.h"

#include "prompt.h"

#include <host/extensions/imagereference.h>
#include <host/scaffold/scaffold.h>

#include <QFileInfo>

#include <functional>

namespace pierhead::cli {

namespace {

using scaffold::Answers;

/// One thing that may be asked.
struct WizardQuestion
{
    QString text;
    QString fallback;
    std::function<Result<QString>(const QString &)> check;
};

/// Asks until the answer is one; at the end of the input, and for an empty line, the fallback is.
Task<Result<QString>> askUntilValid(Session session, WizardQuestion question)
{
    const QString prompt = QStringLiteral("%1 [%2]:").arg(question.text, question.fallback);
    while (true) {
        PIERHEAD_CO_TRY(line, co_await askLine(session.terminal, prompt, session.stop));
        Result<QString> answer =
            question.check(line.trimmed().isEmpty() ? question.fallback : line);
        if (answer) {
            co_return answer;
        }
        session.terminal.print(answer.error().message);
    }
}

/// The given answer where there is one; else the fallback, or what is asked for.
Task<Result<QString>>
answerTo(Session session, QString given, bool takesDefault, WizardQuestion question)
{
    if (!given.isEmpty()) {
        co_return question.check(given);
    }
    if (takesDefault) {
        co_return question.check(question.fallback);
    }
    co_return co_await askUntilValid(session, question);
}

WizardQuestion lineQuestion(const QString &text, const QString &fallback)
{
    return {text, fallback, [text](const QString &line) {
                return scaffold::checkedLine(QStringLiteral("The ") + text.toLower(), line);
            }};
}

Result<QString> checkedTemplate(const QString &name)
{
    const QStringList known = scaffold::templateNames();
    if (!known.contains(name.trimmed())) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("\"%1\" is no template. Give one of %2.")
                           .arg(name, known.join(QStringLiteral(", "))));
    }
    return name.trimmed();
}

void tellNextCommands(Terminal &terminal, const Answers &answers, const QString &folder)
{
    terminal.print(QStringLiteral("Success! Created extension \"%1\" in %2")
                       .arg(answers.title, QFileInfo(folder).absoluteFilePath()));
    terminal.print(QStringLiteral("Next, in that folder:\n"
                                  "  make build-extension\n"
                                  "  docker extension validate --run %1\n"
                                  "  docker extension install %1")
                       .arg(answers.image));
}

Task<Result<ExitCode>>
create(Session session, QString folder, QString templateName, Answers given, bool takesDefaults)
{
    const Result<void> usable = scaffold::checkFolder(folder);
    if (!usable) {
        co_return tl::unexpected<Error>(usable.error());
    }
    if (!takesDefaults && !session.terminal.isInputTerminal()) {
        co_return failure(ErrorCode::InvalidArgument,
                          QStringLiteral("There is no terminal to ask on. Give --yes to take the "
                                         "defaults of what is not given."));
    }
    const Answers defaults = Answers::defaultsFor(folder);
    const WizardQuestion title{QStringLiteral("Title"), defaults.title, scaffold::checkedTitle};
    const WizardQuestion description =
        lineQuestion(QStringLiteral("Description"), defaults.description);
    const WizardQuestion vendor = lineQuestion(QStringLiteral("Vendor"), defaults.vendor);
    const WizardQuestion image{
        QStringLiteral("Image repository"), defaults.image, scaffold::checkedImage};
    const WizardQuestion kind{
        QStringLiteral("Template (%1)").arg(scaffold::templateNames().join(QStringLiteral(", "))),
        scaffold::templateNames().first(),
        checkedTemplate};
    Answers answers;
    PIERHEAD_CO_TRY(one, co_await answerTo(session, given.title, takesDefaults, title));
    answers.title = one;
    PIERHEAD_CO_TRY(two, co_await answerTo(session, given.description, takesDefaults, description));
    answers.description = two;
    PIERHEAD_CO_TRY(three, co_await answerTo(session, given.vendor, takesDefaults, vendor));
    answers.vendor = three;
    PIERHEAD_CO_TRY(four, co_await answerTo(session, given.image, takesDefaults, image));
    answers.image = four;
    PIERHEAD_CO_TRY(chosen, co_await answerTo(session, templateName, takesDefaults, kind));
    const Result<void> written = scaffold::writeExtension(chosen, answers, folder);
    if (!written) {
        co_return tl::unexpected<Error>(written.error());
    }
    tellNextCommands(session.terminal, answers, folder);
    co_return ExitCode::Success;
}

} // namespace

Command::Description InitCommand::description() const
{
    return {
        QStringLiteral("init"),
        {},
        QStringLiteral("Write the files that a new extension begins with"),
        QStringLiteral(
            "On a terminal it asks for what is not given. The folder is made, or is empty; what is "
            "written there can be built, passes \"validate --run\" and can be installed as it is.\n"
            "Templates: html is a page without a build step, and no backend. react is a page of "
            "React and MUI, built by Vite, with a backend of one image; it needs Node.js. compose "
            "is a page without a build step, with a backend of a compose file."),
        {QStringLiteral("init my-page"),
         QStringLiteral("init --template react --title Hello --yes hello")},
    };
}

Parameters InitCommand::parameters()
{
    const auto text = [](const char *name, QString &target, const QString &help) {
        return Parameter::option(
            {}, QString::fromLatin1(name), QStringLiteral("TEXT"), target, help);
    };
    return {
        Parameter::argument(QStringLiteral("DIR"),
                            m_folder,
                            QStringLiteral("The folder, which is empty or not there."))
            .completedBy(Parameter::Values::Files),
        Parameter::option({},
                          QStringLiteral("template"),
                          QStringLiteral("NAME"),
                          m_template,
                          QStringLiteral("What it begins with: html, react or compose."),
                          scaffold::templateNames()),
        text("title", m_answers.title, QStringLiteral("What its tab is called.")),
        text("description", m_answers.description, QStringLiteral("What it does, in one line.")),
        text("vendor", m_answers.vendor, QStringLiteral("Who makes it.")),
        text(
            "image",
            m_answers.image,
            QStringLiteral("Its image's name, such as org/name; with a tag, or 0.1.0 is the tag.")),
        Parameter::flag(QLatin1Char('y'),
                        QStringLiteral("yes"),
                        m_takesDefaults,
                        QStringLiteral("Do not ask: take the defaults of what is not given.")),
    };
}

Task<Result<ExitCode>> InitCommand::run(Session session)
{
    return create(session, m_folder, m_template, m_answers, m_takesDefaults);
}

} // namespace pierhead::cli
