#include "extensionicon.h"

#include "displaytext.h"

#include <QFile>
#include <QImageReader>
#include <QPainter>
#include <QPainterPath>
#include <QSvgRenderer>
#include <QTextBoundaryFinder>
#include <QXmlStreamReader>

namespace pierhead::desktop {

namespace {

constexpr qint64 maximumFileBytes = qint64(8) * 1024 * 1024;
constexpr qint64 maximumPixels = qint64(4096) * 4096;
/// Nested uses multiply; icons have no need of many.
constexpr int maximumUses = 16;

/// Whether drawing the SVG stays inside the file: no entities, no images, no references outward.
bool isSelfContained(const QByteArray &svg)
{
    QXmlStreamReader reader(svg);
    int uses = 0;
    while (!reader.atEnd()) {
        const QXmlStreamReader::TokenType token = reader.readNext();
        if (token == QXmlStreamReader::DTD && !reader.entityDeclarations().isEmpty()) {
            return false;
        }
        if (token != QXmlStreamReader::StartElement) {
            continue;
        }
        const QStringView element = reader.name();
        if (element == QLatin1String("image") || element == QLatin1String("script")) {
            return false;
        }
        uses += element == QLatin1String("use") ? 1 : 0;
        if (uses > maximumUses) {
            return false;
        }
        for (const QXmlStreamAttribute &attribute : reader.attributes()) {
            if (attribute.name() == QLatin1String("href")
                && !attribute.value().startsWith(QLatin1Char('#'))
                && element != QLatin1String("a")) {
                return false;
            }
        }
    }
    return !reader.hasError();
}

QImage readSvg(const QByteArray &svg, int pixels)
{
    if (!isSelfContained(svg)) {
        return {};
    }
    QSvgRenderer renderer(svg);
    if (!renderer.isValid()) {
        return {};
    }
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(&painter);
    return image;
}

/// The format by a file's first bytes. Qt's own guess would let its SVG reader, which knows no
/// limits, have a look.
QByteArray rasterFormat(const QByteArray &start)
{
    if (start.startsWith("\x89PNG")) {
        return "png";
    }
    if (start.startsWith("\xff\xd8\xff")) {
        return "jpeg";
    }
    if (start.startsWith("GIF8")) {
        return "gif";
    }
    return start.startsWith("RIFF") && start.mid(8).startsWith("WEBP") ? "webp" : QByteArray();
}

QImage readRaster(QIODevice &device, const QByteArray &format, int pixels)
{
    if (format.isEmpty()) {
        return {};
    }
    QImageReader reader(&device, format);
    reader.setAutoDetectImageFormat(false);
    // Without a size in its header a picture would be decoded blindly.
    const QSize size = reader.size();
    if (!size.isValid() || qint64(size.width()) * size.height() > maximumPixels) {
        return {};
    }
    const QImage image = reader.read();
    if (image.isNull()) {
        return {};
    }
    return image.scaled(pixels, pixels, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

QString firstLetter(const QString &title)
{
    const QString line = singleLine(title);
    qsizetype start = 0;
    while (start < line.size() && !line.at(start).isLetterOrNumber()) {
        ++start;
    }
    if (start == line.size()) {
        start = 0;
    }
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, line);
    finder.setPosition(start);
    const qsizetype end = finder.toNextBoundary();
    return end < 0 ? QStringLiteral("?") : line.mid(start, end - start).toUpper();
}

void paintMonogram(QPainter &painter, const QRectF &area, const QString &title, ColorScheme scheme)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(monogramColor(title, scheme));
    painter.drawRoundedRect(area, area.width() * 0.22, area.width() * 0.22);
    QFont font = painter.font();
    font.setPixelSize(qMax(1, qRound(area.height() * 0.5)));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(area, static_cast<int>(Qt::AlignCenter), firstLetter(title));
}

} // namespace

QImage readIcon(const QString &path, int pixels)
{
    QFile file(path);
    return !path.isEmpty() && file.open(QIODevice::ReadOnly) ? readIcon(file, pixels) : QImage();
}

QImage readIcon(QIODevice &device, int pixels)
{
    if (device.size() > maximumFileBytes) {
        return {};
    }
    const QByteArray start = device.peek(512);
    const QByteArray text = start.trimmed();
    if (text.startsWith('<') || text.startsWith("\xef\xbb\xbf<")) {
        return readSvg(device.readAll(), pixels);
    }
    return readRaster(device, rasterFormat(start), pixels);
}

QPixmap extensionPixmap(
    const QString &path, const QString &title, int size, qreal devicePixelRatio, ColorScheme scheme)
{
    const QImage image = readIcon(path, qMax(1, qRound(size * devicePixelRatio)));
    return iconPixmap(image, title, size, devicePixelRatio, scheme);
}

QPixmap iconPixmap(
    const QImage &image, const QString &title, int size, qreal devicePixelRatio, ColorScheme scheme)
{
    const int pixels = qMax(1, qRound(size * devicePixelRatio));
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    if (image.isNull()) {
        paintMonogram(painter, QRectF(0, 0, pixels, pixels), title, scheme);
    } else {
        painter.drawImage((pixels - image.width()) / 2, (pixels - image.height()) / 2, image);
    }
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

} // namespace pierhead::desktop
