#include "installbench.h"

#include "result.h"
#include "storedextension.h"

#include <host/engine/embeddedengine.h>

#include <QDirIterator>
#include <QFileInfo>

namespace pierhead::test {

using extensions::ExtensionSource;
using extensions::InstalledExtension;

namespace {

QString lineOf(const QFileInfo &file)
{
    if (file.isSymLink()) {
        return file.filePath() + QStringLiteral(" -> ") + file.symLinkTarget();
    }
    return file.filePath() + QLatin1Char(' ')
        + (file.isFile() ? QString::fromUtf8(readFile(file.filePath())) : QString());
}

ExtensionSource imageNamed(const QString &reference)
{
    return {.kind = ExtensionSource::Kind::Reference,
            .location = reference,
            .tag = {},
            .buildArguments = {}};
}

} // namespace

InstallBench::InstallBench(const engine::EngineAddress &address,
                           const QString &home,
                           const QString &architecture,
                           backend::TrialTimes trialTimes,
                           const extensions::CheckPage &checkPage)
    : InstallBench(engine::EngineClient(address), home, architecture, trialTimes, checkPage)
{ }

InstallBench::InstallBench(const engine::EngineClient &client,
                           const QString &home,
                           const QString &architecture,
                           backend::TrialTimes trialTimes,
                           const extensions::CheckPage &checkPage)
    : m_paths{home + QStringLiteral("/data"),
              home + QStringLiteral("/cache"),
              home + QStringLiteral("/run")}
    , m_engine(client,
               {.version = {},
                .apiVersion = {},
                .os = QStringLiteral("linux"),
                .architecture = architecture,
                .product = {}},
               {},
               nullptr)
    , m_store(m_paths)
    , m_installer(m_engine, m_store, trialTimes, checkPage)
{ }

extensions::InstallSink InstallBench::sink()
{
    m_steps.clear();
    return [this](const extensions::InstallEvent &event) {
        if (m_steps.isEmpty() || m_steps.last() != event.step) { // progress repeats its step
            m_steps.append(event.step);
        }
    };
}

Result<InstalledExtension> InstallBench::install(const ExtensionSource &source, StopToken stop)
{
    return await(m_installer.install({source}, sink(), std::move(stop)));
}

Result<InstalledExtension> InstallBench::install(const QString &reference, StopToken stop)
{
    return install(imageNamed(reference), std::move(stop));
}

Result<InstalledExtension> InstallBench::update(const QString &reference,
                                                extensions::AgreeToUpdate agree)
{
    return await(m_installer.install({.source = imageNamed(reference),
                                      .purpose = extensions::InstallRequest::Purpose::Update,
                                      .agree = std::move(agree)},
                                     sink()));
}

Result<InstalledExtension> InstallBench::rollBack(const QString &key, StopToken stop)
{
    return await(m_installer.rollBack(key, sink(), std::move(stop)));
}

Result<void> InstallBench::remove(const QString &key)
{
    return await(m_installer.remove(key, sink()));
}

QStringList InstallBench::disk() const
{
    QStringList lines;
    for (const QString &root : {m_paths.data, m_paths.cache}) {
        QDirIterator files(root,
                           QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QFileInfo file(files.next());
            const bool isOutermost = file.isDir() && file.path() == root;
            if (!isOutermost) {
                lines.append(lineOf(file));
            }
        }
    }
    lines.sort();
    return lines;
}

} // namespace pierhead::test
