#include "widgetstest.h"

#include <app/desktop/pagereport.h>
#include <host/base/json.h>

#include <QImage>

#include <guardedtest.h>
#include <result.h>

using namespace pierhead;
using desktop::PageReport;

/// What --report writes.
class DesktopPageReportTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void json_ofConsoleLines_hasLevelAndMessage()
    {
        const PageReport report{{QStringLiteral("error: Uncaught TypeError: a: b (/index.html:3)"),
                                 QStringLiteral("info: hello")},
                                true};
        const auto written = json::parse(report.toJson());
        VERIFY_RESULT(written);
        QCOMPARE(written->at("blank").get<bool>(), true);
        QCOMPARE(written->at("problem").get<QString>(), QString());
        const nlohmann::json &console = written->at("console");
        QCOMPARE(console.size(), std::size_t(2));
        QCOMPARE(console.at(0).at("level").get<QString>(), QStringLiteral("error"));
        QCOMPARE(console.at(0).at("message").get<QString>(),
                 QStringLiteral("Uncaught TypeError: a: b (/index.html:3)"));
        QCOMPARE(console.at(1).at("level").get<QString>(), QStringLiteral("info"));
    }

    void write_intoNoFolder_isAnError()
    {
        COMPARE_ERROR((PageReport{{}, false}.write(home() + QStringLiteral("/none/report.json"))),
                      ErrorCode::Io);
    }

    void picture_ofOneColour_isPlain()
    {
        QImage picture(300, 200, QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::white);
        QVERIFY(desktop::isPlain(picture));
        picture.setPixelColor(299, 199, QColor(254, 255, 255));
        QVERIFY(!desktop::isPlain(picture));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopPageReportTest)

#include "tst_desktop_pagereport.moc"
