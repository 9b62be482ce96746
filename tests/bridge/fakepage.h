#pragma once

#include <bridge/core/bridgerouter.h>

#include <map>
#include <vector>

namespace pierhead::test {

/// A page without a browser: it writes to a router and keeps what the router writes.
class FakePage final : public QObject
{
    Q_OBJECT

public:
    explicit FakePage(bridge::BridgeRouter &router);

    void post(const nlohmann::json &message);
    /// A call; its id.
    bridge::CallId call(const QString &method,
                        const nlohmann::json &params = nlohmann::json::object());
    void cancel(bridge::CallId id);
    /// Gives a stream's window back what has come, as a page does that uses it at once.
    void grant(bridge::CallId id);

    /// Waits for the answer to a call: the whole message, or null where none comes.
    [[nodiscard]] nlohmann::json answerTo(bridge::CallId id) const;
    /// What came last, or null.
    [[nodiscard]] nlohmann::json last() const;

    [[nodiscard]] const std::vector<nlohmann::json> &messages() const { return m_messages; }

private:
    bridge::BridgeRouter &m_router;
    bridge::CallId m_lastId = 0;
    std::map<bridge::CallId, qint64> m_granted;
    std::vector<nlohmann::json> m_messages;
};

} // namespace pierhead::test
