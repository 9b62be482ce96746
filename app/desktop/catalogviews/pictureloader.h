#pragma once

#include <host/base/async.h>
#include <host/web/webclient.h>

#include <QCache>
#include <QImage>
#include <QObject>
#include <QPointer>

#include <deque>
#include <functional>

namespace pierhead::desktop {

/// Gets the pictures of catalogs, which come from strangers: a few at a time, each of a bounded
/// size and within a bounded time, read as icons are (extensionicon.h), and not on the window's
/// thread.
class PictureLoader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PictureLoader)

public:
    using Show = std::function<void(const QImage &)>;

    PictureLoader();
    ~PictureLoader() override;

    /// Hands the picture at an http(s) or data: address, at most `pixels` wide and high, to `show`
    /// on behalf of `receiver`: at once where it is known, later, or a null one where there is
    /// none. Once the receiver is gone it is not asked for.
    void load(const QString &address, int pixels, QObject *receiver, const Show &show);

private:
    struct Wish
    {
        QString address;
        int pixels = 0;
        QPointer<QObject> receiver;
        Show show;
    };

    void next();
    void take(const Wish &wish, const QImage &image);

    std::shared_ptr<web::WebClient> m_web; ///< kept by what is under way as well
    QCache<QString, QImage> m_known;
    std::deque<Wish> m_waiting;
    StopSource m_stop;
    int m_running = 0;
};

} // namespace pierhead::desktop
