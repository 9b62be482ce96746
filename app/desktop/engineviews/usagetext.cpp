#include "usagetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace pierhead::desktop {

namespace {

struct UsageText
{
    Q_DECLARE_TR_FUNCTIONS(UsageText)
};

} // namespace

QString usageSizeText(double bytes)
{
    constexpr double unit = 1024;
    if (bytes < unit) {
        return QStringLiteral("%1 B").arg(QLocale().toString(qRound64(bytes)));
    }
    double figure = bytes;
    while (figure >= unit) {
        figure /= unit;
    }
    const int decimals = figure < 10 ? 1 : 0;
    return QLocale().formattedDataSize(qRound64(bytes), decimals, QLocale::DataSizeIecFormat);
}

QString usageRateText(double bytes)
{
    return UsageText::tr("%1/s", "bytes a second").arg(usageSizeText(bytes));
}

QString usagePercentText(double percent)
{
    return UsageText::tr("%1 %", "a share").arg(QLocale().toString(percent, 'f', 1));
}

} // namespace pierhead::desktop
