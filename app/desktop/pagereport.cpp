#include "pagereport.h"

#include <host/base/json.h>

#include <QSaveFile>

#include <algorithm>

namespace pierhead::desktop {

QByteArray PageReport::toJson() const
{
    nlohmann::json lines = nlohmann::json::array();
    for (const QString &line : console) {
        const QString separator = QStringLiteral(": ");
        lines.push_back(
            {{"level", line.section(separator, 0, 0)}, {"message", line.section(separator, 1)}});
    }
    return json::serializePretty({{"blank", isBlank}, {"problem", problem}, {"console", lines}});
}

Result<> PageReport::write(const QString &file) const
{
    const QByteArray text = toJson();
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || target.write(text) != text.size()
        || !target.commit()) {
        return failure(ErrorCode::Io,
                       QStringLiteral("The report could not be written to %1: %2. Check that its "
                                      "folder is there and can be written to.")
                           .arg(file, target.errorString()));
    }
    return {};
}

bool isPlain(const QImage &picture)
{
    const QImage image = picture.convertToFormat(QImage::Format_RGB32);
    for (int row = 0; row < image.height(); ++row) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(row));
        const QRgb first = *reinterpret_cast<const QRgb *>(image.constScanLine(0));
        const auto isOther = [first](QRgb color) {
            return color != first;
        };
        if (std::any_of(line, line + image.width(), isOther)) {
            return false;
        }
    }
    return true;
}

} // namespace pierhead::desktop
