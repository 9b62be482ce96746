#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/engine/progressreader.h>

#include <QTest>

namespace pierhead::engine {

class ProgressReaderTest final : public test::GuardedTest
{
    Q_OBJECT

private Q_SLOTS:

    void take_cutAnywhere_tellsTheSame()
    {
        const QByteArray text = "{\"status\":\"Pulling\",\"id\":\"a\"}\r\n\r\n"
                                "{\"stream\":\"Step 1\\n\"}\n"
                                "{\"aux\":{\"ID\":\"sha256:11\"}}\n"
                                "{\"stream\":\"Loaded image: x:1\\n\"}";
        for (qsizetype cut = 0; cut <= text.size(); ++cut) {
            QStringList told;
            ProgressReader reader(
                [&told](const TransferProgress &progress) { told.append(progress.status); });
            VERIFY_RESULT(reader.take(text.left(cut)));
            VERIFY_RESULT(reader.take(text.mid(cut)));
            VERIFY_RESULT(reader.finish());
            QCOMPARE(told,
                     QStringList({QStringLiteral("Pulling"),
                                  QStringLiteral("Step 1"),
                                  QStringLiteral("Loaded image: x:1")}));
            QCOMPARE(reader.imageId(), QStringLiteral("sha256:11"));
            QCOMPARE(reader.loaded(), QStringList{QStringLiteral("x:1")});
        }
    }

    void take_progress_hasItsBytes()
    {
        TransferProgress last;
        ProgressReader reader([&last](const TransferProgress &progress) { last = progress; });
        VERIFY_RESULT(reader.take("{\"status\":\"Downloading\",\"id\":\"ab\","
                                  "\"progressDetail\":{\"current\":3,\"total\":9}}\n"));
        QCOMPARE(last.id, QStringLiteral("ab"));
        QCOMPARE(last.current, 3);
        QCOMPARE(last.total, 9);
    }

    void take_errorLines_failWithTheEnginesWords_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("both") << QByteArray(
            "{\"errorDetail\":{\"code\":1,\"message\":\"no room\"},\"error\":\"no room\"}");
        QTest::newRow("error alone") << QByteArray("{\"error\":\"no room\\n\"}");
        QTest::newRow("detail alone") << QByteArray("{\"errorDetail\":{\"message\":\"no room\"}}");
    }

    void take_errorLines_failWithTheEnginesWords()
    {
        QFETCH(QByteArray, line);
        ProgressReader reader({});
        VERIFY_RESULT(reader.take("{\"stream\":\"RUN make\\n\"}\n{\"stream\":\"it broke\\n\"}\n"));
        const Result<> taken = reader.take(line + "\n");
        COMPARE_ERROR(taken, ErrorCode::EngineRefused);
        QCOMPARE(taken.error().message, QStringLiteral("no room"));
        QCOMPARE(taken.error().detail, QStringLiteral("RUN make\nit broke"));
    }

    void take_errorWithoutLineEnd_failsAtTheFinish()
    {
        ProgressReader reader({});
        VERIFY_RESULT(reader.take("{\"error\":\"x\"}"));
        COMPARE_ERROR(reader.finish(), ErrorCode::EngineRefused);
    }

    void loaded_bothEnginesWords_areReferences_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QStringList>("loaded");
        QTest::newRow("docker") << QByteArray("Loaded image: a/b:1\\n")
                                << QStringList{QStringLiteral("a/b:1")};
        QTest::newRow("docker untagged") << QByteArray("Loaded image ID: sha256:12\\n")
                                         << QStringList{QStringLiteral("sha256:12")};
        QTest::newRow("podman") << QByteArray("Loaded image: localhost/a:1,localhost/b:2")
                                << QStringList{QStringLiteral("localhost/a:1"),
                                               QStringLiteral("localhost/b:2")};
        QTest::newRow("podman command")
            << QByteArray("Loaded image(s): a:1") << QStringList{QStringLiteral("a:1")};
        QTest::newRow("other") << QByteArray("Unloaded image: a:1") << QStringList{};
    }

    void loaded_bothEnginesWords_areReferences()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QStringList, loaded);
        ProgressReader reader({});
        VERIFY_RESULT(reader.take("{\"stream\":\"" + stream + "\"}\n"));
        QCOMPARE(reader.loaded(), loaded);
    }

    void imageId_onlyFirstDigits_areGiven()
    {
        ProgressReader reader({});
        VERIFY_RESULT(reader.take("{\"stream\":\"Successfully built 0123456789ab\\n\"}\n"));
        QCOMPARE(reader.imageId(), QStringLiteral("0123456789ab"));
    }

    void take_otherAux_isPassedOver()
    {
        ProgressReader reader({});
        VERIFY_RESULT(reader.take("{\"id\":\"moby.buildkit.trace\",\"aux\":\"Ci==\"}\n"));
        QCOMPARE(reader.imageId(), QString());
    }

    void take_brokenLines_areProtocolErrors_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("no JSON") << QByteArray("Internal Server Error");
        QTest::newRow("cut") << QByteArray("{\"status\":");
        QTest::newRow("no object") << QByteArray("[1]");
        QTest::newRow("wrong type") << QByteArray("{\"status\":1}");
    }

    void take_brokenLines_areProtocolErrors()
    {
        QFETCH(QByteArray, line);
        ProgressReader reader({});
        COMPARE_ERROR(reader.take(line + "\n"), ErrorCode::Protocol);
    }

    void take_endlessLine_isAProtocolError()
    {
        ProgressReader reader({});
        const QByteArray piece(1024LL * 1024, 'x');
        Result<> taken;
        for (int i = 0; i < 17 && taken; ++i) {
            taken = reader.take(piece);
        }
        COMPARE_ERROR(taken, ErrorCode::Protocol);
    }
};

PIERHEAD_TEST(ProgressReaderTest)

} // namespace pierhead::engine

#include "tst_progressreader.moc"
