#include "enginechoice.h"

#include <host/engine/engine.h>

#include <QCoreApplication>
#include <QStandardPaths>

#include <unistd.h>

namespace pierhead::desktop {

namespace {

using engine::EngineAddress;

class EngineChoiceText
{
    Q_DECLARE_TR_FUNCTIONS(EngineChoiceText)
};

/// Engines of users have their sockets in the users' own runtime folders.
bool isOfUser(const EngineAddress &address)
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return ::geteuid() != 0 && address.transport == EngineAddress::Transport::UnixSocket
        && !runtime.isEmpty() && address.path.startsWith(runtime + QLatin1Char('/'));
}

QString placeOf(const EngineAddress &address)
{
    return address.transport == EngineAddress::Transport::UnixSocket ? address.path
                                                                     : address.toString();
}

QString capitalized(const QString &text)
{
    return text.left(1).toUpper() + text.mid(1);
}

} // namespace

EngineChoice EngineChoice::from(const engine::EngineCandidate &candidate)
{
    const QString place = placeOf(candidate.address);
    return {.key = candidate.address.key(),
            .place = place,
            .origin =
                candidate.origin.inEnglish() == place ? QString() : candidate.origin.inLocal(),
            .isOwn = isOfUser(candidate.address)};
}

EngineChoice EngineChoice::embedded()
{
    EngineChoice choice{.key = engine::Engine::embeddedName(),
                        .place = {},
                        .origin = {},
                        .isOwn = false,
                        .state = State::Idle};
    if (QStandardPaths::findExecutable(QStringLiteral("podman")).isEmpty()) {
        choice.state = State::Silent;
        choice.error = {
            ErrorCode::NotFound,
            EngineChoiceText::tr("The embedded engine is Podman, which is not installed here.")};
    }
    return choice;
}

EngineChoice EngineChoice::unreadable(const Error &error)
{
    return {.key = {},
            .place = error.localMessage,
            .origin = {},
            .isOwn = false,
            .state = State::Silent,
            .product = {},
            .version = {},
            .error = error};
}

QString EngineChoice::title() const
{
    if (key == engine::Engine::embeddedName()) {
        return version.isEmpty() ? EngineChoiceText::tr("Embedded engine")
                                 : EngineChoiceText::tr("Embedded engine %1").arg(version);
    }
    if (!product.isEmpty()) {
        return product + QLatin1Char(' ') + version;
    }
    if (key.isEmpty()) {
        return EngineChoiceText::tr("Unreadable address");
    }
    return origin.isEmpty() ? EngineChoiceText::tr("Container engine") : capitalized(origin);
}

QString EngineChoice::detail() const
{
    if (key == engine::Engine::embeddedName()) {
        return EngineChoiceText::tr("Podman, run by Pierhead for itself");
    }
    QStringList parts;
    if (isOwn) {
        parts.append(EngineChoiceText::tr("Rootless"));
    }
    if (!origin.isEmpty() && !product.isEmpty()) {
        parts.append(capitalized(origin));
    }
    parts.append(place);
    return parts.join(QStringLiteral(", "));
}

QString EngineChoice::trouble() const
{
    switch (state) {
    case State::Asking:
        return EngineChoiceText::tr("Asking…");
    case State::Silent:
        return error.code == ErrorCode::NotFound ? EngineChoiceText::tr("Not installed")
                                                 : EngineChoiceText::tr("Does not answer");
    case State::Idle:
        return EngineChoiceText::tr("Starts when chosen");
    case State::Answers:
        break;
    }
    return {};
}

} // namespace pierhead::desktop
