#include "waiting.h"
#include "widgetstest.h"

#include <app/desktop/catalogviews/pictureloader.h>

#include <QTest>

#include <guardedtest.h>
#include <optional>
#include <webserver.h>

using namespace pierhead;

/// The pictures of catalogs, as their servers see it.
class DesktopPicturesTest final : public test::GuardedTest
{
    Q_OBJECT

    /// The picture at the address; null where there is none, or nothing was said of it.
    static QImage load(desktop::PictureLoader &loader, const QString &address)
    {
        constexpr int pixels = 24;
        std::optional<QImage> picture;
        const std::unique_ptr<QObject> receiver = std::make_unique<QObject>();
        loader.load(
            address, pixels, receiver.get(), [&picture](const QImage &image) { picture = image; });
        static_cast<void>(test::waitFor([&picture] { return picture.has_value(); }));
        return picture.value_or(QImage());
    }

private Q_SLOTS:

    void pictures_ofOneServer_areAskedForWithoutCredentials()
    {
        test::WebServer server;
        QList<QMap<QByteArray, QByteArray>> asked;
        server.on("/icon.svg", [&asked](const test::WebCall &call) {
            asked.append(call.headers);
            call.answer(200,
                        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'>"
                        "<rect width='10' height='10' fill='#00ff00'/></svg>",
                        "image/svg+xml",
                        {{"Set-Cookie", "visitor=1; Path=/"}});
        });
        server.on("/members.svg", [&asked](const test::WebCall &call) {
            asked.append(call.headers);
            call.answer(401, "who are you?", "text/html", {{"WWW-Authenticate", "Basic realm=x"}});
        });
        desktop::PictureLoader loader;
        QVERIFY(!load(loader, server.url(QStringLiteral("/icon.svg?first"))).isNull());
        QVERIFY(!load(loader, server.url(QStringLiteral("/icon.svg?second"))).isNull());
        QVERIFY(load(loader, server.url(QStringLiteral("/members.svg"))).isNull());
        QCOMPARE(asked.size(), 3);
        for (const QMap<QByteArray, QByteArray> &headers : asked) {
            QVERIFY(headers.contains("host"));
            QVERIFY2(!headers.contains("cookie"), headers.value("cookie").constData());
            QVERIFY2(!headers.contains("authorization"),
                     headers.value("authorization").constData());
        }

        // A catalog brings no credentials either.
        QString withPassword = server.url(QStringLiteral("/icon.svg?third"));
        withPassword.replace(QStringLiteral("://"), QStringLiteral("://user:secret@"));
        QVERIFY(load(loader, withPassword).isNull());
        QCOMPARE(asked.size(), 3);
    }
};

PIERHEAD_WIDGETS_TEST(DesktopPicturesTest)

#include "tst_desktop_pictures.moc"
