#pragma once

#include <host/engine/enginelocator.h>

#include <QString>

namespace pierhead::desktop {

/// An engine that can be taken into use, and how it was found.
struct EngineChoice
{
    enum class State {
        Asking,
        Answers,
        Silent, ///< `error` says why
        Idle,   ///< it starts when it is wanted: the embedded one
    };

    QString key;        ///< Engine::key(); empty where its address cannot be read
    QString place;      ///< where it is, for people; empty for the embedded one
    QString origin;     ///< who named it, where that is not its place
    bool isOwn = false; ///< the user's alone: rootless
    State state = State::Asking;
    QString product = {}; ///< Answers
    QString version = {}; ///< Answers
    Error error = {};     ///< Silent

    [[nodiscard]] static EngineChoice from(const engine::EngineCandidate &candidate);
    [[nodiscard]] static EngineChoice embedded();
    /// Somebody named it, and the address cannot be read.
    [[nodiscard]] static EngineChoice unreadable(const Error &error);

    /// "Docker Engine 20.10.24"
    [[nodiscard]] QString title() const;
    /// "Rootless, /run/user/1000/docker.sock"
    [[nodiscard]] QString detail() const;
    /// "Does not answer"; empty where it answers.
    [[nodiscard]] QString trouble() const;
};

} // namespace pierhead::desktop
