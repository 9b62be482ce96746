#include "agenterrors.h"

#include <cerrno>
#include <cstring>
#include <system_error>

namespace pierhead::backend {

using agent::FailedStep;

namespace {

bool isMissing(int error)
{
    return error == ENOENT || error == ENOTDIR;
}

} // namespace

QString errnoText(int error)
{
    // In the middle of a sentence, as engines put it.
    return QString::fromStdString(std::generic_category().message(error)).toLower();
}

QString signalName(int number)
{
    const char *name = ::sigabbrev_np(number);
    return QStringLiteral("SIG")
        + (name == nullptr ? QString::number(number) : QString::fromLatin1(name));
}

std::optional<int> exitCodeOf(const agentcodec::Failed &failed)
{
    switch (failed.step) {
    case FailedStep::Program:
        return isMissing(failed.error) ? isNotThere : cannotBeRun;
    case FailedStep::Directory:
        return cannotBeRun;
    default:
        return std::nullopt;
    }
}

QString
startFailureText(const agentcodec::Failed &failed, const QString &program, const QString &directory)
{
    const QString why = errnoText(failed.error);
    switch (failed.step) {
    case FailedStep::Program:
        if (isMissing(failed.error) && !program.contains(QLatin1Char('/'))) {
            return QStringLiteral("%1: executable file not found in $PATH").arg(program);
        }
        return QStringLiteral("%1: cannot be executed: %2").arg(program, why);
    case FailedStep::Directory:
        return QStringLiteral("%1: the working directory %2 cannot be entered: %3")
            .arg(program, directory, why);
    case FailedStep::Terminal:
        return QStringLiteral("%1: there is no terminal for it: %2").arg(program, why);
    default:
        return QStringLiteral("%1: there are no resources for it left: %2. End other commands, or "
                              "raise the limits.")
            .arg(program, why);
    }
}

} // namespace pierhead::backend
