#include "guardedtest.h"
#include "testprogram.h"

#include <bridge/core/bridgemessage.h>

#include <QTest>

namespace pierhead::bridge {

class BridgeMessageTest final : public test::GuardedTest
{
    Q_OBJECT

private:
    static constexpr char wholeCall[] =
        R"({"type":"call","id":7,"method":"extension.vm.cli.exec",)"
        R"("params":{"cmd":"ä\n\ud83d\ude00","args":["b",""],"env":{"A":"1"}}})";

private Q_SLOTS:

    void decode_eachMessage_hasItsFields()
    {
        const auto hello = decodePageMessage(R"({"type":"hello","version":1})");
        QVERIFY(hello);
        QCOMPARE(std::get<PageHello>(*hello).version, 1);

        const auto call = decodePageMessage(wholeCall);
        QVERIFY(call);
        QCOMPARE(std::get<Call>(*call).id, CallId(7));
        QCOMPARE(std::get<Call>(*call).method, QStringLiteral("extension.vm.cli.exec"));
        QCOMPARE(json::field<QString>(std::get<Call>(*call).params, "cmd"), QStringLiteral("ä\n😀"));

        const auto open =
            decodePageMessage(R"({"type":"open","id":1,"method":"m","params":{},"window":9})");
        QVERIFY(open);
        QCOMPARE(std::get<Open>(*open).window, 9);

        const auto grant = decodePageMessage(R"({"type":"grant","id":1,"bytes":5})");
        QVERIFY(grant);
        QCOMPARE(std::get<Grant>(*grant).bytes, 5);

        const auto cancel = decodePageMessage(R"({"type":"cancel","id":1})");
        QVERIFY(cancel);
        QCOMPARE(std::get<Cancel>(*cancel).id, CallId(1));
    }

    void decode_everyPrefixOfACall_isMalformed()
    {
        const QByteArray whole(wholeCall);
        for (qsizetype length = 0; length < whole.size(); ++length) {
            const auto message = decodePageMessage(whole.left(length));
            QVERIFY2(!message, whole.left(length).constData());
            QCOMPARE(message.error().problem.code, QStringLiteral("malformed"));
            QVERIFY(!message.error().problem.message.isEmpty());
        }
    }

    void decode_wrongFields_isMalformed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("id"); // -1: none
        const auto row = [](const char *name, const char *text, qint64 id) {
            QTest::newRow(name) << QByteArray(text) << id;
        };
        row("not an object", "[]", -1);
        row("a number", "1", -1);
        row("null", "null", -1);
        row("no type", R"({"id":1})", 1);
        row("type of another kind", R"({"type":5,"id":1})", 1);
        row("unknown type", R"({"type":"shout","id":1})", 1);
        row("no id", R"({"type":"call","method":"m"})", -1);
        row("negative id", R"({"type":"call","id":-1,"method":"m"})", -1);
        row("broken id", R"({"type":"call","id":1.5,"method":"m"})", -1);
        row("id as text", R"({"type":"call","id":"1","method":"m"})", -1);
        row("huge id", R"({"type":"call","id":9007199254740992,"method":"m"})", -1);
        row("no method", R"({"type":"call","id":1})", 1);
        row("method of another kind", R"({"type":"call","id":1,"method":["m"]})", 1);
        row("open without window", R"({"type":"open","id":1,"method":"m"})", 1);
        row("hello without version", R"({"type":"hello"})", -1);
        row("not UTF-8", "{\"type\":\"call\",\"id\":1,\"method\":\"\xff\"}", -1);
        row("text behind", R"({"type":"cancel","id":1} x)", -1);
        row("half a character", R"({"id":1,"type":"call","method":"\ud800"})", 1);
        row("broken behind the id", R"({"id":9007199254740991,"type":)", 9007199254740991);
        row("broken behind a huge id", R"({"id":9007199254740992,"type":)", -1);
        row("broken within the id", R"({"id":12)", -1);
        row("broken behind an id as text", R"({"id":"1","type":)", -1);
        const QByteArray deep = R"({"id":1,"type":"call","method":"m","params":)"
            + QByteArray(201, '[') + QByteArray(201, ']') + '}';
        row("nested too deeply", deep.constData(), 1);
    }

    void decode_wrongFields_isMalformed()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const qint64, id);
        const auto message = decodePageMessage(text);
        QVERIFY(!message);
        QCOMPARE(message.error().problem.code, QStringLiteral("malformed"));
        QCOMPARE(message.error().id.has_value(), id >= 0);
        if (id >= 0) {
            QCOMPARE(*message.error().id, CallId(id));
        }
    }

    void encode_eachMessage_isAsTheProtocolSays()
    {
        QCOMPARE(encodeReply(3, {{"a", 1}}), R"({"id":3,"result":{"a":1},"type":"reply"})");
        QCOMPARE(encodeProblem(std::nullopt, Problem{QStringLiteral("c"), QStringLiteral("m")}),
                 R"({"code":"c","id":null,"message":"m","type":"problem"})");
        QCOMPARE(encodeChunk(3, 9, {{"stdout", "x"}}),
                 R"({"bytes":9,"data":{"stdout":"x"},"id":3,"type":"chunk"})");
        QCOMPARE(encodeEnd(3, {{"code", 0}}), R"({"id":3,"result":{"code":0},"type":"end"})");
    }

    void encode_bytesThatAreNotUtf8_areReplaced()
    {
        const QByteArray text = encodeReply(1, {{"stdout", std::string("a\xff\xfe")}});
        QCOMPARE(QString::fromUtf8(text).count(QChar::ReplacementCharacter), 2);
    }
};

PIERHEAD_TEST(BridgeMessageTest)

} // namespace pierhead::bridge

#include "tst_bridgemessage.moc"
