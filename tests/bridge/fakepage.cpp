#include "fakepage.h"

#include "waiting.h"

#include <QTest>

namespace pierhead::test {

FakePage::FakePage(bridge::BridgeRouter &router)
    : m_router(router)
{
    connect(&router, &bridge::BridgeRouter::send, this, [this](const QByteArray &text) {
        m_messages.push_back(nlohmann::json::parse(text.toStdString()));
    });
    // As wire.js takes it.
    connect(&router, &bridge::BridgeRouter::sendText, this, [this](const bridge::TextChunk &chunk) {
        m_messages.push_back({{"type", "chunk"},
                              {"id", chunk.id},
                              {"bytes", chunk.bytes},
                              {"data", {{chunk.name.toStdString(), chunk.text}}}});
    });
    connect(&router, &bridge::BridgeRouter::sendPart, this, [this](const bridge::TextPart &part) {
        m_messages.push_back({{"type", "chunk"},
                              {"id", part.id},
                              {"bytes", part.bytes},
                              {"data", {{part.name.toStdString(), bridge::textOf(part)}}}});
    });
}

void FakePage::post(const nlohmann::json &message)
{
    m_router.receive(json::serialize(message));
}

bridge::CallId FakePage::call(const QString &method, const nlohmann::json &params)
{
    const bridge::CallId id = ++m_lastId;
    post({{"type", "call"}, {"id", id}, {"method", method}, {"params", params}});
    return id;
}

void FakePage::cancel(bridge::CallId id)
{
    post({{"type", "cancel"}, {"id", id}});
}

void FakePage::grant(bridge::CallId id)
{
    qint64 came = 0;
    for (const nlohmann::json &message : m_messages) {
        if (message.at("type") == "chunk" && message.at("id") == id) {
            came += json::field<qint64>(message, "bytes");
        }
    }
    qint64 &granted = m_granted[id];
    if (const qint64 bytes = came - granted; bytes > 0) {
        granted = came;
        post({{"type", "grant"}, {"id", id}, {"bytes", bytes}});
    }
}

nlohmann::json FakePage::answerTo(bridge::CallId id) const
{
    nlohmann::json answer;
    const auto look = [this, id, &answer] {
        for (const nlohmann::json &message : m_messages) {
            if (message.value("id", nlohmann::json()) == nlohmann::json(id)) {
                answer = message;
                return true;
            }
        }
        return false;
    };
    // The answer, or null, says how it went.
    static_cast<void>(test::waitFor(look, 5000));
    return answer;
}

nlohmann::json FakePage::last() const
{
    return m_messages.empty() ? nlohmann::json() : m_messages.back();
}

} // namespace pierhead::test
