#include "guardedtest.h"
#include "testprogram.h"

#include <host/catalog/htmltext.h>
#include <host/catalog/webaddress.h>

#include <QElapsedTimer>
#include <QTest>

using namespace pierhead;
using catalog::dataPicture;
using catalog::htmlText;
using catalog::webAddress;

/// Text and addresses that strangers wrote.
class HtmlTextTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void htmlText_isWhatAReaderWouldRead_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QString &html, const QString &text) {
            QTest::newRow(name) << html << text;
        };
        row("plain", QStringLiteral("Hello"), QStringLiteral("Hello"));
        row("lines stay", QStringLiteral("a\n\nb\n- c"), QStringLiteral("a\n\nb\n- c"));
        row("less than", QStringLiteral("a < b, 1<2 and <3"), QStringLiteral("a < b, 1<2 and <3"));
        row("tags go", QStringLiteral("<b>bold</b> and <i>x</i>"), QStringLiteral("bold and x"));
        row("paragraphs", QStringLiteral("<p>a</p>\n<p>b</p>"), QStringLiteral("a\n\nb"));
        row("breaks", QStringLiteral("a<br>b<br/>c"), QStringLiteral("a\nb\nc"));
        row("list",
            QStringLiteral("New:<ul>\n <li>one</li>\n <li><p>two</p></li></ul>"),
            QStringLiteral("New:\n• one\n• two"));
        row("white space", QStringLiteral("<p>a\n   b\tc</p>"), QStringLiteral("a b c"));
        row("entities",
            QStringLiteral("a &amp; b &lt;c&gt; &#65;&#x42; &nbsp;&hellip;"),
            QStringLiteral("a & b <c> AB  \u2026"));
        row("no entity",
            QStringLiteral("R&D; a&b &unknown; &;"),
            QStringLiteral("R&D; a&b &unknown; &;"));
        row("link",
            QStringLiteral("<a href=\"https://example.com/a?b=1&amp;c\">the docs</a>."),
            QStringLiteral("the docs (https://example.com/a?b=1&c)."));
        row("link that says itself",
            QStringLiteral("<a href='https://example.com/'>https://example.com/</a>"),
            QStringLiteral("https://example.com/"));
        row("link elsewhere",
            QStringLiteral("<a href=\"javascript:alert(1)\">go</a>"),
            QStringLiteral("go"));
        row("script",
            QStringLiteral("a<script>alert('<b>')</script>b<style>p{}</style>c"),
            QStringLiteral("abc"));
        row("comment", QStringLiteral("a<!-- <b>no</b> -->b"), QStringLiteral("ab"));
        row("quoted angle", QStringLiteral("<img alt=\"a>b\" src=x>c"), QStringLiteral("c"));
        row("unfinished tag", QStringLiteral("a<img src=x onerror=alert(1)"), QStringLiteral("a"));
        row("unfinished script", QStringLiteral("a<script>alert(1)"), QStringLiteral("a"));
        row("unfinished comment", QStringLiteral("a<!-- b"), QStringLiteral("a"));
        row("nested markup", QStringLiteral("<<b>script>x"), QStringLiteral("<script>x"));
        row("turned direction", QStringLiteral("a\u202Eb&#8238;c"), QStringLiteral("abc"));
        row("terminal", QStringLiteral("a\u001b[2Jb&#27;c&#0;d"), QStringLiteral("a[2Jbcd"));
        row("surrogates", QStringLiteral("a&#xD800;b&#x110000;"), QStringLiteral("ab&#x110000;"));
        row("beyond the plane",
            QStringLiteral("<b>\U0001F40B &#x1F40B;</b>"),
            QStringLiteral("\U0001F40B \U0001F40B"));
        row("empty", QString(), QString());
        row("tags alone", QStringLiteral("<p></p>"), QString());
    }

    void htmlText_isWhatAReaderWouldRead()
    {
        QFETCH(const QString, html);
        QFETCH(const QString, text);
        QCOMPARE(htmlText(html), text);
    }

    void htmlText_ofHostileText_takesNoTime_data()
    {
        QTest::addColumn<QString>("piece");
        for (const char *piece : {"&",
                                  "<",
                                  "<a href='https://x/'>",
                                  "<!--",
                                  "<script>",
                                  "<p>",
                                  "</a>",
                                  "&#",
                                  "<a \""}) {
            QTest::newRow(piece) << QString::fromLatin1(piece);
        }
    }

    void htmlText_ofHostileText_takesNoTime()
    {
        QFETCH(const QString, piece);
        QElapsedTimer timer;
        timer.start();
        const QString text = htmlText(piece.repeated(200'000 / piece.size()));
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(text.size() <= 200'000);
    }

    void webAddress_ofAWebPage_isItsUrl_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isUsable");
        QTest::newRow("https") << "https://example.com/a b" << false;
        QTest::newRow("query") << "https://example.com/a?b=c#d" << true;
        QTest::newRow("http") << "http://example.com" << true;
        QTest::newRow("script") << "javascript:alert(1)" << false;
        QTest::newRow("file") << "file:///etc/passwd" << false;
        QTest::newRow("data") << "data:text/html,x" << false;
        QTest::newRow("no host") << "https:///a" << false;
        QTest::newRow("password") << "https://me:secret@example.com/" << false;
        QTest::newRow("relative") << "//example.com/a" << false;
        QTest::newRow("empty") << "" << false;
    }

    void webAddress_ofAWebPage_isItsUrl()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, isUsable);
        QCOMPARE(!webAddress(text).isEmpty(), isUsable);
    }

    void dataPicture_ofAPicture_isItsBytes()
    {
        QCOMPARE(dataPicture(QStringLiteral("data:image/png;base64,iVBORw==")),
                 std::optional(QByteArray("\x89PNG")));
        QCOMPARE(dataPicture(QStringLiteral("data:image/svg+xml;charset=utf8,%3Csvg/%3E")),
                 std::optional(QByteArray("<svg/>")));
        QCOMPARE(dataPicture(QStringLiteral("DATA:IMAGE/PNG;BASE64,aGk=")),
                 std::optional(QByteArray("hi")));
    }

    void dataPicture_ofAnythingElse_isNothing()
    {
        for (const char *text : {"data:text/html,<b>x</b>",
                                 "data:,x",
                                 "data:image/png",
                                 "data:image/png;base64,%%%",
                                 "https://example.com/a.png",
                                 ""}) {
            QVERIFY2(!dataPicture(QLatin1String(text)), text);
        }
    }
};

PIERHEAD_TEST(HtmlTextTest)

#include "tst_htmltext.moc"
