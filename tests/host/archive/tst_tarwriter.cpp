#include "guardedtest.h"
#include "result.h"
#include "testprogram.h"

#include <host/archive/tarextractor.h>
#include <host/archive/tarwriter.h>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pierhead::archive {

class TarWriterTest final : public test::GuardedTest
{
    Q_OBJECT

    QString source() const { return home() + QStringLiteral("/source"); }

    QString copy() const { return home() + QStringLiteral("/copy"); }

    QString tar() const { return home() + QStringLiteral("/context.tar"); }

    void put(const char *path, const QByteArray &data = "x") const
    {
        QFile file(source() + QLatin1Char('/') + QString::fromUtf8(path));
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(data);
    }

    QByteArray contents(const QString &path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be opened)");
    }

    QByteArray copied(const char *path) const
    {
        return contents(copy() + QLatin1Char('/') + QString::fromUtf8(path));
    }

    /// Packs, unpacks and lists what arrived.
    Result<QStringList> packed() const
    {
        const Result<> written = writeBuildContext(source(), tar());
        if (!written) {
            return tl::unexpected<Error>(written.error());
        }
        QDir().mkpath(copy());
        const Result<> unpacked = extractTar(tar(), copy());
        if (!unpacked) {
            return tl::unexpected<Error>(unpacked.error());
        }
        QStringList names;
        QDirIterator files(copy(),
                           QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            names.append(files.next().mid(copy().size() + 1));
        }
        names.sort();
        return names;
    }

private Q_SLOTS:

    void writeBuildContext_folder_comesBackWhole()
    {
        put("Dockerfile", "FROM scratch");
        put("src/main.c", QByteArray(300'000, 'c'));
        put("src/größe.txt", "1");
        put("run.sh", "#!/bin/sh");
        put(".hidden", "h");
        put("empty", "");
        QVERIFY(QDir().mkpath(source() + QStringLiteral("/folder")));
        QVERIFY(QFile(source() + QStringLiteral("/run.sh"))
                    .setPermissions(QFile::ReadOwner | QFile::ExeOwner));
        QCOMPARE(symlink("src/main.c", qPrintable(source() + QStringLiteral("/link"))), 0);
        const Result<QStringList> names = packed();
        VERIFY_RESULT(names);
        QCOMPARE(names->join(QLatin1Char(' ')),
                 QStringLiteral(".hidden Dockerfile empty folder link run.sh src src/größe.txt "
                                "src/main.c"));
        QCOMPARE(copied("src/main.c"), QByteArray(300'000, 'c'));
        QCOMPARE(copied("Dockerfile"), QByteArray("FROM scratch"));
        QVERIFY(QFileInfo(copy() + QStringLiteral("/run.sh")).isExecutable());
        QVERIFY(QFileInfo(copy() + QStringLiteral("/link")).isSymLink());
        QCOMPARE(copied("link"), QByteArray(300'000, 'c'));
    }

    void writeBuildContext_linkOut_isPackedAsALink()
    {
        put("Dockerfile");
        QCOMPARE(symlink("/etc/passwd", qPrintable(source() + QStringLiteral("/link"))), 0);
        VERIFY_RESULT(writeBuildContext(source(), tar()));
        QVERIFY(!contents(tar()).contains("root:"));
        QVERIFY(contents(tar()).contains("/etc/passwd"));
    }

    void writeBuildContext_twice_givesTheSameFile()
    {
        for (const char *name : {"b", "a/2", "a/1", "Z", "a.b", "ü"}) {
            put(name);
        }
        VERIFY_RESULT(writeBuildContext(source(), tar()));
        const QByteArray first = contents(tar());
        VERIFY_RESULT(writeBuildContext(source(), tar()));
        QVERIFY(contents(tar()) == first);
        QVERIFY(first.indexOf("a/1") < first.indexOf("a/2"));
    }

    void writeBuildContext_dockerignore_isHonoured()
    {
        put(".dockerignore", "# built\n**/node_modules\n*.md\n!README.md\nsecret/*\n!secret/pub\n");
        for (const char *name : {"Dockerfile",
                                 "README.md",
                                 "NEWS.md",
                                 "client/node_modules/a/b.js",
                                 "client/index.html",
                                 "secret/key",
                                 "secret/pub/a"}) {
            put(name);
        }
        const Result<QStringList> names = packed();
        VERIFY_RESULT(names);
        QCOMPARE(
            names->join(QLatin1Char(' ')),
            QStringLiteral(".dockerignore Dockerfile README.md client client/index.html secret "
                           "secret/pub secret/pub/a"));
    }

    void writeBuildContext_everythingIgnored_keepsWhatTheEngineReads()
    {
        put(".dockerignore", "*\n");
        put("Dockerfile");
        put("a");
        const Result<QStringList> names = packed();
        VERIFY_RESULT(names);
        QCOMPARE(names->join(QLatin1Char(' ')), QStringLiteral(".dockerignore Dockerfile"));
    }

    void writeBuildContext_pipesAndSockets_areLeftOut()
    {
        put("Dockerfile");
        QCOMPARE(mkfifo(qPrintable(source() + QStringLiteral("/pipe")), 0600), 0);
        const Result<QStringList> names = packed();
        VERIFY_RESULT(names);
        QCOMPARE(*names, QStringList{QStringLiteral("Dockerfile")});
    }

    void writeBuildContext_nameThatIsNotUtf8_isWrittenAsItIs()
    {
        put("Dockerfile");
        const QByteArray odd = QFile::encodeName(source()) + "/odd\xff";
        const int file = ::open(odd.constData(), O_WRONLY | O_CREAT, 0600);
        QVERIFY(file >= 0);
        ::close(file);
        VERIFY_RESULT(writeBuildContext(source(), tar()));
        QVERIFY(contents(tar()).contains("odd\xff"));
        QCOMPARE(::unlink(odd.constData()), 0);
    }

    void writeBuildContext_unreadableFile_isNamed()
    {
        put("Dockerfile");
        put("folder/locked");
        // The superuser reads everything.
        const uid_t former = geteuid();
        QCOMPARE(chmod(qPrintable(home()), 0777), 0);
        QCOMPARE(chmod(qPrintable(source() + QStringLiteral("/folder/locked")), 0000), 0);
        constexpr uid_t nobody = 65534;
        QCOMPARE(seteuid(nobody), 0);
        const Result<> written = writeBuildContext(source(), tar());
        QCOMPARE(seteuid(former), 0);
        COMPARE_ERROR(written, ErrorCode::Io);
        QVERIFY2(written.error().message.contains(QStringLiteral("folder/locked")),
                 qPrintable(written.error().message));
        QVERIFY(written.error().message.contains(QStringLiteral(".dockerignore")));
    }

    void writeBuildContext_noFolder_isIo()
    {
        const Result<> written = writeBuildContext(source(), tar());
        COMPARE_ERROR(written, ErrorCode::Io);
        QVERIFY(written.error().message.contains(source()));
    }

    void writeBuildContext_noPlaceForTheFile_isIo()
    {
        put("Dockerfile");
        const Result<> written = writeBuildContext(source(), home() + QStringLiteral("/no/a.tar"));
        COMPARE_ERROR(written, ErrorCode::Io);
        QVERIFY(written.error().message.contains(QStringLiteral("/no/a.tar")));
    }

    void writeBuildContext_fullDisk_isIo()
    {
        // In a mount namespace of this thread's own, which ends with it.
        QCOMPARE(unshare(CLONE_NEWNS), 0);
        QCOMPARE(mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr), 0);
        put("a", QByteArray(1024 * 1024, 'x'));
        const QString small = home() + QStringLiteral("/small");
        QVERIFY(QDir().mkpath(small));
        QCOMPARE(mount("tmpfs", qPrintable(small), "tmpfs", 0, "size=64k"), 0);
        const Result<> written = writeBuildContext(source(), small + QStringLiteral("/a.tar"));
        QCOMPARE(umount(qPrintable(small)), 0);
        COMPARE_ERROR(written, ErrorCode::Io);
        QVERIFY2(written.error().message.contains(QStringLiteral("space")),
                 qPrintable(written.error().message));
    }
};

PIERHEAD_TEST(TarWriterTest)

} // namespace pierhead::archive

#include "tst_tarwriter.moc"
