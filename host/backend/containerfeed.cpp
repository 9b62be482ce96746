#include "containerfeed.h"

#include <host/engine/httpstream.h>

namespace pierhead::backend {

ContainerFeed::ContainerFeed(const engine::EngineAddress &address, QObject *parent)
    : QObject(parent)
    , m_http(address)
{ }

ContainerFeed::~ContainerFeed()
{
    m_stop.request_stop();
}

void ContainerFeed::open(const QByteArray &target)
{
    m_isOpen = true;
    engine::HttpRequest request{.target = target, .answerLimit = engine::noAnswerLimit};
    QCoro::connect(
        m_http.open(std::move(request), m_stop.get_token()),
        this,
        [this](Result<std::unique_ptr<engine::HttpStream>> &&stream) { take(std::move(stream)); });
}

void ContainerFeed::take(Result<std::unique_ptr<engine::HttpStream>> stream)
{
    if (!stream) {
        fail(stream.error());
        return;
    }
    m_stream = std::move(*stream);
    engine::HttpStream *source = m_stream.get();
    connect(source, &engine::HttpStream::received, this, &ContainerFeed::received);
    connect(source, &engine::HttpStream::finished, this, [this] {
        close();
        Q_EMIT ended();
    });
    connect(source, &engine::HttpStream::failed, this, &ContainerFeed::fail);
    source->start();
}

void ContainerFeed::close()
{
    m_isOpen = false;
    if (m_stream) {
        m_stream.release()->deleteLater(); // this may be one of its signals
    }
}

void ContainerFeed::fail(const Error &reason)
{
    close();
    Q_EMIT failed(reason);
}

} // namespace pierhead::backend
