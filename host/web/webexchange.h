#pragma once

#include <host/base/result.h>

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QPair>
#include <QUrl>

class QNetworkReply;

namespace pierhead::web {

using Headers = QList<QPair<QByteArray, QByteArray>>;

/// What a response begins with.
struct ResponseHead
{
    int status = 0;
    QByteArray reason;
    QUrl url; ///< after redirects
    bool isRedirected = false;
    Headers headers; ///< several of one name as one, with commas
};

/// An HTTP request under way. Reading is paced: the server is held up while what has arrived is not
/// read. Behind a request with a body Qt 6.4 reads on all the same; over `waitingLimit` that fails.
/// Destroying it ends it.
class WebExchange final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WebExchange)

public:
    /// `reply` has just been sent; it is owned.
    WebExchange(QNetworkReply *reply, bool followsRedirects);
    ~WebExchange() override;

    static constexpr qint64 waitingLimit = 256LL * 1024 * 1024;

    /// Up to so many bytes of the body; empty where none are there at the moment.
    [[nodiscard]] QByteArray read(qint64 maximum);

Q_SIGNALS:
    void uploaded(qint64 bytes, qint64 total);
    /// Before any readyRead().
    void headArrived(const pierhead::web::ResponseHead &head);
    void readyRead();
    /// The response is complete and all of it has been read. Either this or failed() is the last
    /// signal.
    void finished();
    void failed(const pierhead::Error &reason);

private:
    void takeHead();
    void takeBytes();
    void takeEnd();
    void endWhenRead();
    [[nodiscard]] Error failureReason() const;

    /// How much may wait here to be read.
    static constexpr qint64 readBufferBytes = 1024LL * 1024;

    QNetworkReply *m_reply;
    QUrl m_askedUrl;
    bool m_followsRedirects;
    bool m_hasHead = false;
    bool m_isComplete = false;
    bool m_isOver = false;
    QString m_certificateProblem;
};

} // namespace pierhead::web
