#include "trialtest.h"

#include "result.h"

#include <QDir>

namespace pierhead::test {

QStringList TrialTest::validating(const QStringList &arguments)
{
    return QStringList{QStringLiteral("--engine"),
                       addressText(),
                       QStringLiteral("validate"),
                       QStringLiteral("--run")}
    + arguments;
}

ProgramRun TrialTest::validate(const QStringList &arguments)
{
    return runCli(validating(arguments));
}

QString TrialTest::validLine(const QString &subject)
{
    return QStringLiteral("The extension image \"%1\" is valid\n").arg(subject);
}

QMap<QString, QByteArray> TrialTest::validContext(const QByteArray &page)
{
    auto files = sampleContext(page);
    files[QStringLiteral("Dockerfile")] += "LABEL org.opencontainers.image.vendor=Tests "
                                           "org.opencontainers.image.description=Something\n";
    return files;
}

QStringList TrialTest::images()
{
    QStringList found;
    const auto images = await(client().listImages());
    for (const engine::ImageSummary &image : images.value()) {
        found.append(image.id + QLatin1Char(' ') + image.repoTags.join(QLatin1Char(' ')));
    }
    found.sort();
    return found;
}

bool TrialTest::isDiskClean() const
{
    return QDir(home() + QStringLiteral("/cache/scratch")).isEmpty()
        && QDir(home() + QStringLiteral("/data/extensions")).isEmpty();
}

} // namespace pierhead::test
