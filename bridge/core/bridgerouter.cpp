#include "bridgerouter.h"

#include "chunksink.h"
#include "streaminput.h"

#include <host/backend/backendlabels.h>
#include <host/base/logging.h>

#include <QProcessEnvironment>

#include <utility>

namespace pierhead::bridge {

namespace {

/// What a page may ask for as a stream's window.
constexpr qint64 smallestWindow = 1;
constexpr qint64 largestWindow = 16LL * 1024 * 1024;

Problem problem(QLatin1StringView code, const QString &message)
{
    return Problem{QString(code), message};
}

/// Gives the page what starts its commands.
PageContext withSessions(PageContext context)
{
    if (context.extension.manifest.backend && !context.backend) {
        const extensions::ExtensionId &id = context.extension.id;
        context.backend.emplace(context.engine,
                                id.serviceContainerName(),
                                backend::BackendSession::Way::AgentFirst,
                                backend::ofProject(id));
    }
    if (!context.host) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        context.engine.address().applyTo(environment);
        context.host.emplace(environment);
    }
    if (!context.web) {
        context.web = std::make_shared<web::WebClient>();
    }
    return context;
}

} // namespace

BridgeRouter::BridgeRouter(PageContext context, const MethodTable &methods, QObject *parent)
    : QObject(parent)
    , m_context(std::make_shared<const PageContext>(withSessions(std::move(context))))
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
        if (call.sink) {
            call.sink->close();
            call.input->close();
        }
        StopSource(call.stop).request_stop();
        Q_EMIT callEnded(CallRecord{call.method,
                                    call.startedAt,
                                    std::chrono::nanoseconds(call.timer.nsecsElapsed()),
                                    wireName(ErrorCode::Cancelled)});
    }
    Q_EMIT closed();
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
                                      {QStringLiteral("call"),
                                       QStringLiteral("cancel"),
                                       QStringLiteral("stream"),
                                       QStringLiteral("input")},
                                      extensions::permissionNames(m_context->extension.permissions),
                                      maximumMessageBytes,
                                      maximumCalls}));
}

void BridgeRouter::take(const Call &call)
{
    const MethodTable::Method *method = m_methods.find(call.method);
    if (method != nullptr && method->stream && !method->handler) {
        refuse(call.id,
               call.method,
               problem(problems::unsupported,
                       QStringLiteral("ddClient.%1 is a stream.").arg(call.method)));
        return;
    }
    Running *running = begin(call.id, call.method, method);
    if (running == nullptr) {
        return;
    }
    const CallContext context{m_context, running->stop.get_token()};
    // run() holds all it needs; it goes on by itself and reports to finish().
    run(
        QPointer<BridgeRouter>(this),
        [handler = method->handler, context, params = call.params] {
            return handler(context, params);
        },
        call.id,
        running->serial);
}

void BridgeRouter::take(const Open &open)
{
    const MethodTable::Method *method = m_methods.find(open.method);
    if (method != nullptr && method->handler && !method->stream) {
        refuse(open.id,
               open.method,
               problem(problems::unsupported,
                       QStringLiteral("ddClient.%1 has no stream.").arg(open.method)));
        return;
    }
    Running *running = begin(open.id, open.method, method);
    if (running == nullptr) {
        return;
    }
    const std::uint64_t serial = running->serial;
    running->sink = std::make_shared<ChunkSink>(
        open.id,
        std::clamp(open.window, smallestWindow, largestWindow),
        ChunkSink::Outlet{[guard = QPointer<BridgeRouter>(this)](const QByteArray &message) {
                              if (guard) {
                                  Q_EMIT guard->send(message);
                              }
                          },
                          [guard = QPointer<BridgeRouter>(this)](const TextChunk &chunk) {
                              if (guard) {
                                  Q_EMIT guard->sendText(chunk);
                              }
                          },
                          [guard = QPointer<BridgeRouter>(this)](const TextPart &part) {
                              if (guard) {
                                  Q_EMIT guard->sendPart(part);
                              }
                          }});
    running->input =
        std::make_shared<StreamInput>([guard = QPointer<BridgeRouter>(this), id = open.id] {
            if (guard) {
                Q_EMIT guard->send(encodeTaken(id));
            }
        });
    const StreamContext context{
        {m_context, running->stop.get_token()}, running->sink, running->input};
    run(
        QPointer<BridgeRouter>(this),
        [handler = method->stream, context, params = open.params] {
            return handler(context, params);
        },
        open.id,
        serial);
}

void BridgeRouter::take(const Grant &grant)
{
    // A stream that has ended may still be granted something.
    const auto found = m_running.find(grant.id);
    if (found != m_running.end() && found->second.sink && grant.bytes > 0
        && grant.bytes <= largestWindow) {
        // A copy, because the stream may end, and its entry go, inside of this.
        const std::shared_ptr<ChunkSink> sink = found->second.sink;
        sink->grant(grant.bytes);
    }
}

void BridgeRouter::take(const Input &input)
{
    // A stream that has ended may still be written to.
    const auto found = m_running.find(input.id);
    if (found == m_running.end() || !found->second.input) {
        return;
    }
    // Copies, because the stream may end, and its entry go, inside of this.
    const std::shared_ptr<StreamInput> target = found->second.input;
    StopSource stop = found->second.stop;
    if (!target->take(input.data, input.bytes)) {
        found->second.sink->discard();
        stop.request_stop();
    }
}

void BridgeRouter::take(const Cancel &cancel)
{
    const auto found = m_running.find(cancel.id);
    if (found == m_running.end()) {
        return;
    }
    // Copies, because the call may end, and its entry go, inside of this.
    StopSource stop = found->second.stop;
    if (const std::shared_ptr<ChunkSink> sink = found->second.sink) {
        sink->discard();
    }
    stop.request_stop();
}

BridgeRouter::Running *
BridgeRouter::begin(CallId id, const QString &name, const MethodTable::Method *method)
{
    if (const std::optional<Problem> why = refusal(name, method)) {
        refuse(id, name, *why);
        return nullptr;
    }
    if (m_running.contains(id)) {
        // The id belongs to the call that has it, so the answer cannot carry it.
        refuse(std::nullopt,
               name,
               problem(problems::malformed,
                       QStringLiteral("The id %1 is in use by a running call.").arg(id)));
        return nullptr;
    }
    Running running{.stop = {},
                    .method = name,
                    .startedAt = QDateTime::currentDateTimeUtc(),
                    .timer = {},
                    .serial = ++m_lastSerial};
    running.timer.start();
    return &m_running.emplace(id, std::move(running)).first->second;
}

std::optional<Problem> BridgeRouter::refusal(const QString &name,
                                             const MethodTable::Method *method) const
{
    if (method == nullptr) {
        return problem(problems::unknownMethod,
                       QStringLiteral("There is no method \"%1\".").arg(name));
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
    const QString name = outcome ? QStringLiteral("ok") : outcome.error().code;
    if (const std::shared_ptr<ChunkSink> sink = found->second.sink) {
        found->second.input->close();
        sink->end(outcome ? encodeEnd(id, *outcome) : encodeProblem(id, outcome.error()),
                  [this, id, name] { conclude(id, name); });
        return;
    }
    const QByteArray message = answerText(id, found->second.method, outcome);
    conclude(id, name);
    Q_EMIT send(message);
}

void BridgeRouter::conclude(CallId id, const QString &outcome)
{
    const auto ended = m_running.extract(id);
    const Running &call = ended.mapped();
    Q_EMIT callEnded(CallRecord{
        call.method, call.startedAt, std::chrono::nanoseconds(call.timer.nsecsElapsed()), outcome});
}

Task<void>
BridgeRouter::run(QPointer<BridgeRouter> router, Work work, CallId id, std::uint64_t serial)
{
    tl::expected<nlohmann::json, Problem> outcome;
    // The one place where what a handler did wrong becomes a problem.
    try {
        Result<nlohmann::json> result = co_await work();
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
