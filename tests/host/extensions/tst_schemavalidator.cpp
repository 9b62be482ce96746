#include "guardedtest.h"
#include "testprogram.h"

#include <host/extensions/schemavalidator.h>

#include <QTest>

namespace pierhead::extensions {

class SchemaValidatorTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void schemaFaults_wrongType_isToldInTheSchemasWords()
    {
        const auto faults = schemaFaults(
            nlohmann::json::parse(R"({"a": 1})"),
            nlohmann::json::parse(
                R"({"properties": {"a": {"type": "string", "description": "a name"}}})"));
        QCOMPARE(faults.size(), 1U);
        QCOMPARE(faults.front().toString(), QStringLiteral("/a: expected a name"));
    }

    void schemaFaults_missingKey_namesTheKey()
    {
        const auto faults = schemaFaults(nlohmann::json::parse(R"([{}])"),
                                         nlohmann::json::parse(R"({"items": {"required": ["b"],
                "properties": {"b": {"description": "a thing"}}}})"));
        QCOMPARE(faults.size(), 1U);
        QCOMPARE(faults.front().toString(), QStringLiteral("/0/b: is missing; expected a thing"));
    }

    void schemaFaults_noDescription_usesTheValidatorsWords()
    {
        const auto faults = schemaFaults(nlohmann::json::parse(R"({"a/b": {"c~d": 1}})"),
                                         nlohmann::json::parse(R"({"properties": {"a/b":
                {"properties": {"c~d": {"type": "string"}}}}})"));
        QCOMPARE(faults.size(), 1U);
        QCOMPARE(faults.front().where, QStringLiteral("/a~1b/c~0d"));
        QVERIFY(!faults.front().what.isEmpty());
    }

    void schemaFaults_severalFaults_areAllFound()
    {
        const auto faults =
            schemaFaults(nlohmann::json::parse(R"({"a": 1, "b": 2, "c": 3})"),
                         nlohmann::json::parse(R"({"properties": {"a": {"type": "string"},
                "b": {"type": "integer"}, "c": {"type": "array"}}})"));
        QCOMPARE(faults.size(), 2U);
    }

    void schemaFaults_brokenSchema_isAFault()
    {
        QCOMPARE(
            schemaFaults(nlohmann::json::object(), nlohmann::json::parse(R"({"properties": 3})"))
                .size(),
            1U);
    }
};

PIERHEAD_TEST(SchemaValidatorTest)

} // namespace pierhead::extensions

#include "tst_schemavalidator.moc"
