#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/base/json.h>

namespace pierhead {

namespace {

struct Point
{
    int x = 0;
    QString name;
};

void from_json(const nlohmann::json &source, Point &target)
{
    target.x = json::field<int>(source, "x");
    target.name = json::fieldOr(source, "name", QStringLiteral("nameless"));
}

} // namespace

class JsonTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void parseAs_completeObject_givesStruct()
    {
        const Result<Point> point = json::parseAs<Point>(R"({"x": 3, "name": "ä"})");
        VERIFY_RESULT(point);
        QCOMPARE(point->x, 3);
        QCOMPARE(point->name, QStringLiteral("ä"));
    }

    void parseAs_nullOptional_givesFallback()
    {
        const Result<Point> point = json::parseAs<Point>(R"({"x": 3, "name": null})");
        VERIFY_RESULT(point);
        QCOMPARE(point->name, QStringLiteral("nameless"));
    }

    void parseAs_wrongType_namesThePath()
    {
        const Result<Point> point = json::parseAs<Point>(R"({"x": "three"})");
        COMPARE_ERROR(point, ErrorCode::Protocol);
        QVERIFY2(point.error().message.contains(QStringLiteral("/x")),
                 qPrintable(point.error().message));
    }

    void parseAs_everyPrefix_isAnError()
    {
        const QByteArray whole = R"({"x": 31, "name": "abc"})";
        for (qsizetype length = 0; length < whole.size(); ++length) {
            COMPARE_ERROR(json::parseAs<Point>(whole.left(length)), ErrorCode::Protocol);
        }
    }

    void parse_nesting_hasALimit()
    {
        VERIFY_RESULT(json::parse(QByteArray(200, '[') + QByteArray(200, ']')));
        COMPARE_ERROR(json::parse(QByteArray(201, '[') + QByteArray(201, ']')),
                      ErrorCode::Protocol);
        COMPARE_ERROR(json::parse(QByteArray("{\"a\":").repeated(500'000)), ErrorCode::Protocol);
        VERIFY_RESULT(json::parse("\"" + QByteArray(300, '[') + "\""));
        VERIFY_RESULT(json::parse("\"\\\"" + QByteArray(300, '[') + "\""));
        VERIFY_RESULT(json::parse("[" + QByteArray("[],").repeated(300) + "[]]"));
    }

    void serialize_invalidUtf8_isReplaced()
    {
        QCOMPARE(json::serialize(nlohmann::json(std::string("a\xff"))),
                 QByteArray("\"a\xef\xbf\xbd\""));
    }
};

PIERHEAD_TEST(JsonTest)

} // namespace pierhead

#include "tst_json.moc"
