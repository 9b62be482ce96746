#include "webexchange.h"

#include <QNetworkReply>
#include <QSslError>

namespace pierhead::web {

namespace {

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Statuses of 400 and above are errors to Qt, and answers to us. What broke below HTTP has a
/// number of less than 200.
bool isAnswer(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::NoError
        || (error > QNetworkReply::UnknownProxyError && error != QNetworkReply::ProtocolFailure);
}

} // namespace

WebExchange::WebExchange(QNetworkReply *reply, bool followsRedirects)
    : m_reply(reply)
    , m_askedUrl(reply->request().url())
    , m_followsRedirects(followsRedirects)
{
    m_reply->setReadBufferSize(readBufferBytes);
    connect(m_reply, &QNetworkReply::uploadProgress, this, &WebExchange::uploaded);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &WebExchange::takeHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &WebExchange::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &WebExchange::takeEnd);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        m_certificateProblem = errors.isEmpty() ? QString() : errors.first().errorString();
    });
}

WebExchange::~WebExchange()
{
    disconnect(m_reply, nullptr, this, nullptr);
    if (m_reply->error() == QNetworkReply::NoError) {
        m_reply->abort(); // where it has failed already, Qt would warn of the second error
    }
    m_reply->deleteLater();
}

QByteArray WebExchange::read(qint64 maximum)
{
    QByteArray bytes = m_reply->read(maximum);
    if (m_isComplete && m_reply->bytesAvailable() == 0) {
        QMetaObject::invokeMethod(this, &WebExchange::endWhenRead, Qt::QueuedConnection);
    }
    return bytes;
}

void WebExchange::takeHead()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // A redirect that is followed is not the response yet, unless it leads nowhere.
    if (m_hasHead || status == 0
        || (m_followsRedirects && isRedirect(status)
            && m_reply->hasRawHeader(QByteArrayLiteral("Location")))) {
        return;
    }
    m_hasHead = true;
    const QByteArray reason =
        m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray();
    Q_EMIT headArrived(ResponseHead{
        status, reason, m_reply->url(), m_reply->url() != m_askedUrl, m_reply->rawHeaderPairs()});
}

void WebExchange::takeBytes()
{
    takeHead();
    Q_EMIT readyRead();
    if (m_reply->bytesAvailable() > waitingLimit && !m_isOver) {
        m_isOver = true;
        disconnect(m_reply, nullptr, this, nullptr);
        m_reply->abort();
        Q_EMIT failed(
            {ErrorCode::Protocol,
             Text::english("The answer of %1 was given up: %2 MiB of it were waiting to "
                           "be read.")
                 .arg(m_askedUrl.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery))
                 .arg(waitingLimit / 1024 / 1024)});
    }
}

void WebExchange::takeEnd()
{
    takeHead();
    m_isComplete = true;
    if (!m_hasHead || !isAnswer(m_reply->error())) {
        m_isOver = true;
        Q_EMIT failed(failureReason());
        return;
    }
    if (m_reply->bytesAvailable() > 0) {
        Q_EMIT readyRead();
        return;
    }
    endWhenRead();
}

void WebExchange::endWhenRead()
{
    if (!m_isOver && m_reply->bytesAvailable() == 0) {
        m_isOver = true;
        Q_EMIT finished();
    }
}

Error WebExchange::failureReason() const
{
    constexpr int secondLength = 1000;
    Text reason = m_reply->errorString();
    if (!m_certificateProblem.isEmpty()) {
        reason = Text::english("its certificate is not trusted");
    } else if (m_reply->error() == QNetworkReply::OperationCanceledError) {
        reason = Text::english("nothing came for %1 seconds")
                     .arg(m_reply->request().transferTimeout() / secondLength);
    }
    return Error{
        ErrorCode::Io,
        Text::english("The request to %1 failed: %2.")
            .arg(m_askedUrl.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery), reason),
        m_certificateProblem};
}

} // namespace pierhead::web
