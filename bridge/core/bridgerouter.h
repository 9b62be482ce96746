#pragma once

#include "bridgemessage.h"
#include "callrecord.h"
#include "methodtable.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <unordered_map>

namespace pierhead::bridge {

/// The calls of one page. It takes the page's messages, asks the method table, and sends answers.
/// Nothing in a message can change for whom it works. Every call gets exactly one answer, unless
/// the page is closed first.
class BridgeRouter final : public QObject
{
    Q_OBJECT

public:
    /// Of both directions. On its way a message is in memory some ten times.
    static constexpr qsizetype maximumMessageBytes = 16LL * 1024 * 1024;
    static constexpr int maximumCalls = 1024;

    /// `methods` outlives the router.
    BridgeRouter(PageContext context, const MethodTable &methods, QObject *parent = nullptr);
    /// Closes.
    ~BridgeRouter() override;
    Q_DISABLE_COPY_MOVE(BridgeRouter)

    [[nodiscard]] const PageContext &context() const { return *m_context; }

    [[nodiscard]] int runningCalls() const { return int(m_running.size()); }

    /// One message of the page, UTF-8.
    void receive(const QByteArray &text);
    /// Ends every call of the page; none of them is answered. The next hello begins anew.
    void close();

Q_SIGNALS:
    /// One message for the page, UTF-8.
    void send(const QByteArray &text);
    /// One chunk for the page, in order with the messages.
    void sendText(const pierhead::bridge::TextChunk &chunk);
    void sendPart(const pierhead::bridge::TextPart &part);
    /// What was under way is not wanted any more: the page has gone, or begins anew.
    void closed();
    void parcelsWork();
    void callEnded(const pierhead::bridge::CallRecord &record);

private:
    struct Running
    {
        StopSource stop;
        QString method;
        QDateTime startedAt;
        QElapsedTimer timer;
        std::uint64_t serial = 0;             ///< tells a call from a later one with the same id
        std::shared_ptr<ChunkSink> sink = {}; ///< of a stream
        std::shared_ptr<StreamInput> input = {};
    };

    /// A method with all it is called with.
    using Work = std::function<Task<Result<nlohmann::json>>()>;

    void take(const PageHello &hello);

    void take(const ParcelsWork & /*message*/) { Q_EMIT parcelsWork(); }

    void take(const Call &call);
    void take(const Open &open);
    void take(const Grant &grant);
    void take(const Input &input);
    void take(const Cancel &cancel);
    /// Why the method cannot be called, if it cannot.
    [[nodiscard]] std::optional<Problem> refusal(const QString &name,
                                                 const MethodTable::Method *method) const;
    /// Notes a call as running; nothing where it was refused.
    [[nodiscard]] Running *begin(CallId id, const QString &name, const MethodTable::Method *method);
    void refuse(std::optional<CallId> id, const QString &method, const Problem &problem);
    [[nodiscard]] static QByteArray answerText(
        CallId id, const QString &method, const tl::expected<nlohmann::json, Problem> &outcome);
    void finish(CallId id, std::uint64_t serial, tl::expected<nlohmann::json, Problem> outcome);
    /// The call is over and its last message sent.
    void conclude(CallId id, const QString &outcome);
    static Task<void>
    run(QPointer<BridgeRouter> router, Work work, CallId id, std::uint64_t serial);

    std::shared_ptr<const PageContext> m_context;
    const MethodTable &m_methods;
    std::unordered_map<CallId, Running> m_running;
    std::uint64_t m_lastSerial = 0;
};

} // namespace pierhead::bridge
