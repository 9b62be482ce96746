#include "bridgerouter.h"

#include <host/base/logging.h>

#include <utility>

namespace pierhead::bridge {

namespace {

Problem problem(QLatin1StringView code, const QString &message)
{
    return Problem{QString(code), message};
}

PageContext withBackend(PageContext context)
{
    if (context.extension.manifest.backend && !context.backend) {
        context.backend.emplace(context.engine, context.extension.id.serviceContainerName());
    }
    return context;
}

} // namespace

BridgeRouter::BridgeRouter(PageContext context, const MethodTable &methods, QObject *parent)
    : QObject(parent)
    , m_context(std::make_shared<const PageContext>(withBackend(std::move(context))))
    , m_methods(methods)
{ }

BridgeRouter::~BridgeRouter()
{
    close();
}

void BridgeRouter::receive(const QByteArray &text)
{
    if (text.size() > maximumMessageBytes) {
        refuse(std::nullopt,
               {},
               problem(problems::tooLarge,
                       QStringLiteral("A message of %1 bytes was refused: %2 bytes are allowed.")
                           .arg(text.size())
                           .arg(maximumMessageBytes)));
        return;
    }
    const auto message = decodePageMessage(text);
    if (!message) {
        refuse(message.error().id, {}, message.error().problem);
        return;
    }
    std::visit([this](const auto &one) { take(one); }, *message);
}

void BridgeRouter::close()
{
    // Stopping a call may end it at once, which must not find it here any more.
    const auto ending = std::exchange(m_running, {});
    for (const auto &[id, call] : ending) {
        StopSource(call.stop).request_stop();
        Q_EMIT callEnded(CallRecord{call.method,
                                    call.startedAt,
                                    std::chrono::nanoseconds(call.timer.nsecsElapsed()),
                                    wireName(ErrorCode::Cancelled)});
    }
}

void BridgeRouter::take(const PageHello &hello)
{
    close();
    if (hello.version != protocolVersion) {
        refuse(std::nullopt,
               {},
               problem(problems::malformed,
                       QStringLiteral("Version %1 of the protocol is not spoken here, but %2.")
                           .arg(hello.version)
                           .arg(protocolVersion)));
        return;
    }
    Q_EMIT send(encodeHello(HostHello{protocolVersion,
                                      {QStringLiteral("call"), QStringLiteral("cancel")},
                                      extensions::permissionNames(m_context->extension.permissions),
                                      maximumMessageBytes,
                                      maximumCalls}));
}

void BridgeRouter::take(const Call &call)
{
    const MethodTable::Method *method = m_methods.find(call.method);
    if (const std::optional<Problem> why = refusal(call.method, method)) {
        refuse(call.id, call.method, *why);
        return;
    }
    if (m_running.contains(call.id)) {
        // The id belongs to the call that has it, so the answer cannot carry it.
        refuse(std::nullopt,
               call.method,
               problem(problems::malformed,
                       QStringLiteral("The id %1 is in use by a running call.").arg(call.id)));
        return;
    }
    Running running{.stop = {},
                    .method = call.method,
                    .startedAt = QDateTime::currentDateTimeUtc(),
                    .timer = {},
                    .serial = ++m_lastSerial};
    running.timer.start();
    const CallContext context{m_context, running.stop.get_token()};
    const std::uint64_t serial = running.serial;
    m_running.emplace(call.id, std::move(running));
    // run() holds all it needs; it goes on by itself and reports to finish().
    run(QPointer<BridgeRouter>(this), method->handler, context, call.params, call.id, serial);
}

void BridgeRouter::take(const Open &open)
{
    refuse(open.id,
           open.method,
           problem(
               problems::unsupported,
               QStringLiteral("ddClient.%1 with a stream is not supported yet.").arg(open.method)));
}

void BridgeRouter::take(const Grant & /*grant*/)
{
    // A stream that has ended may still be granted something.
}

void BridgeRouter::take(const Cancel &cancel)
{
    const auto found = m_running.find(cancel.id);
    if (found != m_running.end()) {
        // A copy, because the call may end, and its entry go, inside of this.
        StopSource(found->second.stop).request_stop();
    }
}

std::optional<Problem> BridgeRouter::refusal(const QString &name,
                                             const MethodTable::Method *method) const
{
    if (method == nullptr) {
        return problem(problems::unknownMethod,
                       QStringLiteral("There is no method \"%1\".").arg(name));
    }
    if (!method->handler) {
        return problem(problems::unsupported,
                       QStringLiteral("ddClient.%1 is not supported yet.").arg(name));
    }
    const extensions::InstalledExtension &extension = m_context->extension;
    if (method->permission && !extension.permissions.testFlag(*method->permission)) {
        return Problem::from(Error{
            ErrorCode::PermissionDenied,
            QStringLiteral("%1 may not call ddClient.%2: it lacks the permission \"%3\".")
                .arg(extension.id.value(),
                     name,
                     extensions::permissionNames(*method->permission).join(QLatin1Char(' ')))});
    }
    if (runningCalls() >= maximumCalls) {
        return problem(problems::tooManyCalls,
                       QStringLiteral("ddClient.%1 was refused: %2 calls are running already. "
                                      "Wait for some of them.")
                           .arg(name)
                           .arg(maximumCalls));
    }
    return std::nullopt;
}

void BridgeRouter::refuse(std::optional<CallId> id, const QString &method, const Problem &problem)
{
    qCDebug(lcBridge) << m_context->extension.id.value() << method << problem.code
                      << problem.message;
    Q_EMIT callEnded(CallRecord{method, QDateTime::currentDateTimeUtc(), {}, problem.code});
    Q_EMIT send(encodeProblem(id, problem));
}

QByteArray BridgeRouter::answerText(CallId id,
                                    const QString &method,
                                    const tl::expected<nlohmann::json, Problem> &outcome)
{
    if (!outcome) {
        return encodeProblem(id, outcome.error());
    }
    QByteArray text = encodeReply(id, *outcome);
    if (text.size() <= maximumMessageBytes) {
        return text;
    }
    return encodeProblem(
        id,
        problem(problems::tooLarge,
                QStringLiteral("The answer of ddClient.%1 has %2 bytes; %3 are possible. Ask for "
                               "less at a time.")
                    .arg(method)
                    .arg(text.size())
                    .arg(maximumMessageBytes)));
}

void BridgeRouter::finish(CallId id,
                          std::uint64_t serial,
                          tl::expected<nlohmann::json, Problem> outcome)
{
    const auto found = m_running.find(id);
    if (found == m_running.end() || found->second.serial != serial) {
        return; // closed meanwhile
    }
    const Running call = std::move(found->second);
    m_running.erase(found);
    Q_EMIT callEnded(CallRecord{call.method,
                                call.startedAt,
                                std::chrono::nanoseconds(call.timer.nsecsElapsed()),
                                outcome ? QStringLiteral("ok") : outcome.error().code});
    Q_EMIT send(answerText(id, call.method, outcome));
}

Task<void> BridgeRouter::run(QPointer<BridgeRouter> router,
                             MethodTable::Handler handler,
                             CallContext context,
                             nlohmann::json params,
                             CallId id,
                             std::uint64_t serial)
{
    tl::expected<nlohmann::json, Problem> outcome;
    // The one place where what a handler did wrong becomes a problem.
    try {
        Result<nlohmann::json> result = co_await handler(context, std::move(params));
        if (result) {
            outcome = std::move(*result);
        } else {
            outcome = tl::unexpected<Problem>(Problem::from(result.error()));
        }
    } catch (const std::exception &exception) {
        outcome = tl::unexpected<Problem>(
            Problem{QString(problems::internal),
                    QStringLiteral("The call failed inside Pierhead. Please report it."),
                    QString::fromUtf8(exception.what())});
    }
    if (router) {
        router->finish(id, serial, std::move(outcome));
    }
}

} // namespace pierhead::bridge
