#include "installtest.h"
#include "result.h"
#include "storedextension.h"
#include "testprogram.h"

#include <host/extensions/imagevalidator.h>

#include <QDir>

using namespace pierhead;
using namespace pierhead::extensions;
using pierhead::test::await;
using pierhead::test::InstallBench;
using pierhead::test::SavedImage;

/// Faults of images on a real engine.
class ImageValidatorTest final : public test::InstallTest
{
    Q_OBJECT

private Q_SLOTS:

    void validate_good_hasNoErrors()
    {
        SavedImage image = savedSample(QStringLiteral("installer/valid:1"));
        InstallBench bench = this->bench();
        VERIFY_RESULT(bench.install(from(Kind::Archive, writeArchive({image}))));
        VERIFY_RESULT(bench.remove(QStringLiteral("installer/valid")));
        const auto faults = await(validateImage(
            client(), QStringLiteral("installer/valid:1"), home() + QStringLiteral("/scratch")));
        VERIFY_RESULT(faults);
        QStringList errors;
        for (const Fault &fault : *faults) {
            if (fault.severity == Fault::Severity::Error) {
                errors.append(fault.where);
            }
        }
        QCOMPARE(errors, QStringList{QStringLiteral("org.opencontainers.image.description")});
        QVERIFY(QDir(home() + QStringLiteral("/scratch")).isEmpty());
    }

    void validate_severalFaults_allAreTold()
    {
        VERIFY_RESULT(
            buildImage(QStringLiteral("installer/faulty:1"),
                       {{QStringLiteral("Dockerfile"), "FROM alpine:3.15\nCOPY metadata.json /\n"},
                        {QStringLiteral("metadata.json"), tabMetadata}}));
        const auto faults = await(validateImage(
            client(), QStringLiteral("installer/faulty:1"), home() + QStringLiteral("/scratch")));
        VERIFY_RESULT(faults);
        QStringList places;
        for (const Fault &fault : *faults) {
            places.append(fault.where);
        }
        for (const char *place : {"com.docker.desktop.extension.api.version",
                                  "org.opencontainers.image.title",
                                  "/icon",
                                  "/ui/dashboard-tab/root"}) {
            QVERIFY2(places.contains(QLatin1String(place)),
                     qPrintable(places.join(QStringLiteral(", "))));
        }
    }

    void validate_noImage_isNotFound()
    {
        COMPARE_ERROR(await(validateImage(client(),
                                          QStringLiteral("installer/nothing:1"),
                                          home() + QStringLiteral("/scratch"))),
                      ErrorCode::NotFound);
    }
};

PIERHEAD_TEST(ImageValidatorTest)

#include "tst_imagevalidator.moc"
