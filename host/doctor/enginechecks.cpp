#include "examination.h"

namespace pierhead::doctor {

namespace {

using engine::Engine;
using Severity = Finding::Severity;

Finding noEngineFinding(const QString &requested, const Error &reason)
{
    return {.severity = Severity::Error,
            .check = QStringLiteral("engine"),
            .where = requested.isEmpty() ? QStringLiteral("this machine") : requested,
            .what = reason.message,
            .advice = QStringLiteral("Start a container engine, or name one with --engine.")};
}

Finding goneEngineFinding(const extensions::InstalledExtension &extension, const Error &reason)
{
    return {.severity = Severity::Error,
            .check = QStringLiteral("engine-of-extension"),
            .where = extension.id.value(),
            .what = QStringLiteral("It is on the engine %1, which does not answer. %2")
                        .arg(extension.engine, reason.message),
            .advice = QStringLiteral("Start that engine, or remove the extension from this machine "
                                     "alone: docker extension rm --force %1")
                          .arg(extension.id.value())};
}

} // namespace

Task<void> checkEngines(SharedExamination now)
{
    Result<std::unique_ptr<Engine>> found =
        co_await Engine::find(now->requestedEngine, now->paths, now->stop);
    if (found) {
        now->engine = std::move(*found);
        now->engines[now->engine->key()] = now->engine;
    } else {
        now->findings.push_back(noEngineFinding(now->requestedEngine, found.error()));
    }
    std::map<QString, Error> gone;
    for (const extensions::InstalledExtension &extension : now->installed) {
        const QString key = extension.engine;
        if (!now->engines.contains(key) && !gone.contains(key)) {
            Result<std::unique_ptr<Engine>> own = co_await Engine::at(key, now->paths, now->stop);
            if (own) {
                now->engines[key] = std::move(*own);
            } else {
                gone[key] = own.error();
            }
        }
        if (const auto reason = gone.find(key); reason != gone.end()) {
            now->findings.push_back(goneEngineFinding(extension, reason->second));
        }
    }
}

} // namespace pierhead::doctor
