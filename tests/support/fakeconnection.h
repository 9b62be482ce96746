#pragma once

#include "fakeengine.h"

#include <QLocalSocket>

#include <optional>

namespace pierhead::test {

/// One client of a FakeEngine: requests and their replies, and after an upgrade the talk that
/// follows.
/// Private to FakeEngine.
class FakeConnection final : public QObject
{
    Q_OBJECT

public:
    /// Takes the socket over.
    FakeConnection(FakeEngine &engine, QLocalSocket *socket);

    [[nodiscard]] bool isOpen() const;
    void breakOff();
    void push(const QByteArray &bytes);

private:
    void read();
    [[nodiscard]] bool readHead();
    void writeSome();

    FakeEngine &m_engine;
    std::unique_ptr<QLocalSocket> m_socket;
    QByteArray m_input;
    FakeRequest m_request;
    qsizetype m_bodySize = -1; ///< until the head is in
    std::optional<FakeReply> m_reply;
    qsizetype m_written = 0;
};

} // namespace pierhead::test
