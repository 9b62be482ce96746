#pragma once

#include "windowsupport.h"

#include <QCheckBox>
#include <QLabel>
#include <QRegularExpression>

namespace pierhead::test {

/// The box beside the log by which a service's lines are shown, or null.
[[nodiscard]] inline QCheckBox *serviceBox(QWidget &window, const QString &service)
{
    for (auto *found : window.findChildren<QCheckBox *>(QStringLiteral("serviceShown"))) {
        if (found->isVisible() && found->text() == service) {
            return found;
        }
    }
    return nullptr;
}

/// How many services are shown with the processor time and the memory that they take.
[[nodiscard]] inline int usages(const QWidget &window)
{
    static const QRegularExpression parts(QStringLiteral("^CPU [\\d.,]+ %  ·  (.+)$"));
    int count = 0;
    for (auto *label : window.findChildren<QLabel *>(QStringLiteral("serviceUsage"))) {
        const auto match = parts.match(label->text());
        count += label->isVisible() && isSize(match.captured(1)) ? 1 : 0;
    }
    return count;
}

/// The numbers in "GET /status?n=3 200", as they come in the log.
[[nodiscard]] inline QList<int> requestNumbers(const QString &log)
{
    static const QRegularExpression line(QStringLiteral("GET /status\\?n=(\\d+) 200"));
    QList<int> numbers;
    auto matches = line.globalMatch(log);
    while (matches.hasNext()) {
        numbers.append(matches.next().captured(1).toInt());
    }
    return numbers;
}

} // namespace pierhead::test
