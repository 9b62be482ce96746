#include "pictureloader.h"

#include <app/desktop/extensionicon.h>
#include <host/base/background.h>
#include <host/base/timelimit.h>
#include <host/catalog/webaddress.h>

#include <QBuffer>

#include <chrono>

namespace pierhead::desktop {

namespace {

constexpr int mostAtOnce = 4;
constexpr qint64 maximumPictureBytes = 8LL * 1024 * 1024;
constexpr int cachedKilobytes = 64 * 1024;
constexpr int statusOk = 200;
constexpr std::chrono::seconds pictureTime(20);

QString pictureKey(const QString &address, int pixels)
{
    return QString::number(pixels) + QLatin1Char(' ') + address;
}

/// What is at the address; empty where that cannot be had.
Task<QByteArray> pictureBytes(std::shared_ptr<web::WebClient> web, QString address, StopToken stop)
{
    if (const auto bytes = catalog::dataPicture(address)) {
        co_return *bytes;
    }
    web::WebRequest request{.url = catalog::webAddress(address)};
    const TimeLimit limit(pictureTime, stop);
    const Result<web::WebResponse> response =
        co_await web->send(std::move(request), maximumPictureBytes, limit.token());
    co_return response && response->head.status == statusOk ? response->body : QByteArray();
}

Task<QImage>
readPicture(std::shared_ptr<web::WebClient> web, QString address, int pixels, StopToken stop)
{
    const QByteArray bytes = co_await pictureBytes(web, address, stop);
    const auto work = [bytes, pixels] {
        QBuffer buffer;
        buffer.setData(bytes);
        return buffer.open(QIODevice::ReadOnly) ? readIcon(buffer, pixels) : QImage();
    };
    co_return co_await runInBackground(work);
}

} // namespace

PictureLoader::PictureLoader()
    : m_web(std::make_shared<web::WebClient>())
    , m_known(cachedKilobytes)
{ }

PictureLoader::~PictureLoader()
{
    m_stop.request_stop();
}

void PictureLoader::load(const QString &address, int pixels, QObject *receiver, const Show &show)
{
    if (const QImage *known = m_known.object(pictureKey(address, pixels))) {
        show(*known);
        return;
    }
    m_waiting.push_back({address, pixels, receiver, show});
    next();
}

void PictureLoader::next()
{
    while (m_running < mostAtOnce && !m_waiting.empty()) {
        const Wish wish = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (!wish.receiver) {
            continue;
        }
        ++m_running;
        QCoro::connect(readPicture(m_web, wish.address, wish.pixels, m_stop.get_token()),
                       this,
                       [this, wish](const QImage &image) {
                           --m_running;
                           take(wish, image);
                           next();
                       });
    }
}

void PictureLoader::take(const Wish &wish, const QImage &image)
{
    constexpr qsizetype kilobyte = 1024;
    m_known.insert(pictureKey(wish.address, wish.pixels),
                   new QImage(image),
                   static_cast<int>(image.sizeInBytes() / kilobyte) + 1);
    if (wish.receiver) {
        wish.show(image);
    }
}

} // namespace pierhead::desktop
