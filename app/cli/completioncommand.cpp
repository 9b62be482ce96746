#include "completioncommand.h"

#include <QFile>

namespace pierhead::cli {

Command::Description CompletionCommand::description() const
{
    return {
        QStringLiteral("completion"),
        {},
        QStringLiteral("Print what makes a shell complete command lines"),
        QStringLiteral(
            "For the program docker-extension. What is typed after \"docker extension\" is "
            "completed by docker's own completion, which asks this program: in bash where the "
            "package bash-completion is there, in zsh and fish since docker 23.0. Where docker's "
            "package has brought no completion, `docker completion bash` (or zsh, fish) prints "
            "it.\n"
            "bash: put `source <(docker-extension completion bash)` into ~/.bashrc. zsh: save it "
            "as _docker-extension in a folder of $fpath. fish: save it as "
            "~/.config/fish/completions/docker-extension.fish."),
        {QStringLiteral("completion bash")},
    };
}

Parameters CompletionCommand::parameters()
{
    Parameter shell =
        Parameter::argument(QStringLiteral("SHELL"), m_shell, QStringLiteral("Which shell."));
    shell.choices = {QStringLiteral("bash"), QStringLiteral("zsh"), QStringLiteral("fish")};
    return {shell};
}

Task<Result<ExitCode>> CompletionCommand::run(Session session)
{
    QFile script(QStringLiteral(":/pierhead/completions/docker-extension.") + m_shell);
    if (!script.open(QIODevice::ReadOnly)) {
        co_return failure(ErrorCode::NotFound,
                          QStringLiteral("There is no completion for %1.").arg(m_shell));
    }
    session.terminal.writeRaw(script.readAll());
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
