#pragma once

#include <host/base/async.h>

#include <QString>

#include <functional>

namespace pierhead::doctor {

/// One thing that is not as it should be, or that is worth knowing.
struct Finding
{
    enum class Severity {
        Note,    ///< nothing is wrong
        Warning, ///< something is left over, or a part does not work
        Error,   ///< an extension, or all of them, cannot be used
    };

    enum class State {
        Open,
        Mended,
        NotMended, ///< it was tried; `problem` says why it failed
    };

    Severity severity = Severity::Warning;
    QString check;  ///< which it is, a name that stays the same: "backend-missing"
    QString where;  ///< what it is about: an extension's id, a path, an engine
    QString what;   ///< a sentence
    QString advice; ///< what mends it, a sentence
    /// Mends it; empty where people have to. Works on copies, for as long as the report is there.
    std::function<Task<Result<void>>()> mend = {};
    State state = State::Open;
    QString problem = {};

    /// Whether it is still something that should be mended.
    [[nodiscard]] bool isLeft() const
    {
        return severity != Severity::Note && state != State::Mended;
    }
};

} // namespace pierhead::doctor
