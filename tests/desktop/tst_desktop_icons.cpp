#include "widgetstest.h"

#include <app/desktop/extensionicon.h>

#include <QBuffer>
#include <QDir>
#include <QImageReader>
#include <QTest>
#include <QtEndian>

#include <guardedtest.h>

using namespace pierhead::desktop;

class DesktopIconsTest final : public pierhead::test::GuardedTest
{
    Q_OBJECT

    [[nodiscard]] QString write(const QByteArray &bytes) const
    {
        const QString path = home() + QStringLiteral("/icon");
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path
                                                                                    : QString();
    }

    static QByteArray png(const QImage &image)
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        image.save(&buffer, "PNG");
        return bytes;
    }

    static QByteArray svg(const QByteArray &inside, const QByteArray &before = {})
    {
        return before
            + "<svg xmlns='http://www.w3.org/2000/svg' "
              "xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 10 10'>"
            + inside + "</svg>";
    }

    /// The CRC-32 that ends a chunk of a PNG.
    static QByteArray checksum(const QByteArray &chunk)
    {
        quint32 sum = 0xffffffff;
        for (const char byte : chunk) {
            sum ^= static_cast<quint8>(byte);
            for (int bit = 0; bit < 8; ++bit) {
                sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xedb88320 : 0);
            }
        }
        QByteArray bytes(4, 0);
        qToBigEndian(~sum, bytes.data());
        return bytes;
    }

private Q_SLOTS:

    void svg_ofItsOwnShapes_isDrawn()
    {
        const QImage image =
            readIcon(write(svg("<rect width='10' height='10' fill='#ff0000'/>")), 24);
        QCOMPARE(image.size(), QSize(24, 24));
        QCOMPARE(image.pixelColor(12, 12), QColor(Qt::red));
    }

    void png_ofAnySize_isScaledIntoTheSquare()
    {
        QImage wide(400, 100, QImage::Format_RGB32);
        wide.fill(Qt::blue);
        QCOMPARE(readIcon(write(png(wide)), 24).size(), QSize(24, 6));
    }

    void hostileFile_isNoIcon_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("no picture at all");
        QTest::newRow("html") << QByteArray("<html><body>x</body></html>");
        QTest::newRow("cut svg") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'><rect");
        QTest::newRow("local file")
            << svg("<image xlink:href='/etc/hostname' width='10' height='10'/>");
        QTest::newRow("use of another file") << svg("<use xlink:href='other.svg#a'/>");
        QTest::newRow("script") << svg("<script>1</script>");
        QTest::newRow("entities") << svg(
            "<text>&a;</text>", "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>");
        QTest::newRow("gzip") << QByteArray("\x1f\x8b\x08\x00\x00\x00\x00\x00", 8);
        QByteArray uses;
        for (int level = 0; level < 30; ++level) {
            uses += "<g id='l" + QByteArray::number(level + 1) + "'><use xlink:href='#l"
                + QByteArray::number(level) + "'/><use xlink:href='#l" + QByteArray::number(level)
                + "'/></g>";
        }
        QTest::newRow("uses that multiply") << svg("<rect id='l0' width='1' height='1'/>" + uses);
        QByteArray broken = png(QImage(20, 20, QImage::Format_RGB32));
        QTest::newRow("cut png") << broken.left(30);
        // A whole header that tells 60000 x 60000 pixels: 14 GB when decoded.
        QByteArray bomb = png(QImage(20, 20, QImage::Format_RGB32));
        bomb.replace(16, 8, QByteArray::fromHex("0000ea600000ea60"));
        bomb.replace(29, 4, checksum(bomb.mid(12, 17)));
        QTest::newRow("png bomb") << bomb;
        QTest::newRow("too many bytes") << QByteArray(9 * 1024 * 1024, '<');
    }

    void hostileFile_isNoIcon()
    {
        QFETCH(const QByteArray, bytes);
        QVERIFY(readIcon(write(bytes), 24).isNull());
    }

    void pixmap_withoutAnIcon_isTheMonogram()
    {
        const QPixmap pixmap =
            extensionPixmap({}, QStringLiteral("Hello"), 48, 2.0, ColorScheme::Light);
        QCOMPARE(pixmap.size(), QSize(96, 96));
        QCOMPARE(pixmap.deviceIndependentSize(), QSizeF(48, 48));
        QCOMPARE(pixmap.toImage().pixelColor(8, 48),
                 monogramColor(QStringLiteral("Hello"), ColorScheme::Light));
    }

    void pixmap_ofAnyTitle_canBePainted_data()
    {
        QTest::addColumn<QString>("title");
        QTest::newRow("empty") << QString();
        QTest::newRow("markup") << QStringLiteral("<b>x</b>");
        QTest::newRow("spaces") << QStringLiteral("   ");
        QTest::newRow("hebrew") << QStringLiteral("שלום");
        QTest::newRow("surrogates") << QStringLiteral("🚀 rocket");
        QTest::newRow("half a surrogate") << QString(QChar(0xd83d));
    }

    void pixmap_ofAnyTitle_canBePainted()
    {
        QFETCH(const QString, title);
        QVERIFY(!extensionPixmap({}, title, 24, 1.0, ColorScheme::Dark).isNull());
    }
};

PIERHEAD_WIDGETS_TEST(DesktopIconsTest)

#include "tst_desktop_icons.moc"
