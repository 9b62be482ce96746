#include "devwatch.h"

#include "errorreport.h"
#include "replacedimages.h"

#include <host/engine/engine.h>
#include <host/extensions/extensioninstaller.h>
#include <host/extensions/sourceimage.h>
#include <host/extensions/sourcewatcher.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

namespace pierhead::cli {

namespace {

using extensions::ExtensionSource;
using extensions::InstalledExtension;
using extensions::InstallEvent;

Result<ExtensionSource> watchedSource(const QString &folder)
{
    const ExtensionSource source = ExtensionSource::fromArgument(folder);
    const bool isFolder = source.kind == ExtensionSource::Kind::Folder;
    if (!isFolder || !QFileInfo(source.location + QStringLiteral("/Dockerfile")).isFile()) {
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("\"%1\" is no folder with a Dockerfile. \"docker extension "
                                      "init\" makes one.")
                           .arg(folder));
    }
    return source;
}

/// Whether another state of the folder may put it right.
bool isOfTheFolder(const Error &error)
{
    switch (error.code) {
    case ErrorCode::EngineRefused:
    case ErrorCode::NotFound:
    case ErrorCode::InvalidImage:
    case ErrorCode::InvalidManifest:
    case ErrorCode::ProcessFailed:
        return true;
    default:
        return false;
    }
}

/// "ui/index.html", "Dockerfile, metadata.json and 3 more"
QString namesOf(const QStringList &changes)
{
    constexpr qsizetype shown = 2;
    const QString names = changes.mid(0, shown).join(QStringLiteral(", "));
    return changes.size() <= shown
        ? names
        : QStringLiteral("%1 and %2 more").arg(names).arg(changes.size() - shown);
}

/// What came of one change, and whether anything was done at all.
struct Rebuilt
{
    InstalledExtension extension;
    bool isTheSame = false;
};

/// Installs it, or updates what is installed of it. Nobody is asked: that was done at the
/// beginning.
Task<Result<Rebuilt>> rebuild(Session session, const engine::Engine *engine, ExtensionSource source)
{
    const extensions::ExtensionStore store(session.paths);
    const extensions::ExtensionInstaller installer(*engine, store);
    PIERHEAD_CO_TRY(references, co_await extensions::referencesOf(source));
    const auto isTheSame = std::make_shared<bool>(false);
    const extensions::InstallSink sink = [isTheSame](const InstallEvent &event) {
        *isTheSame = *isTheSame || event.step == InstallEvent::Step::UpToDate;
    };
    const bool isInstalled = store.find(references.front()).has_value();
    extensions::InstallRequest request;
    request.source = source;
    request.purpose = isInstalled ? extensions::InstallRequest::Purpose::Update
                                  : extensions::InstallRequest::Purpose::Install;
    PIERHEAD_CO_TRY(extension, co_await installer.install(request, sink, session.stop));
    Rebuilt rebuilt{extension, *isTheSame};
    co_return rebuilt;
}

/// What the first install of the folder has built.
Task<QStringList> builtSoFar(Session session, ExtensionSource source)
{
    const Result<QStringList> references = co_await extensions::referencesOf(source);
    const extensions::ExtensionStore store(session.paths);
    QStringList built;
    if (references) {
        if (const auto installed = store.find(references->front()); installed) {
            built.append(installed->imageId);
        }
    }
    co_return built;
}

void tellOutcome(Terminal &terminal, const Result<Rebuilt> &rebuilt, qint64 milliseconds)
{
    if (!rebuilt) {
        reportError(terminal, rebuilt.error());
        terminal.tell(Terminal::Style::Plain,
                      {},
                      QStringLiteral("Nothing was exchanged; waiting for the next change."));
        return;
    }
    constexpr double perSecond = 1000.0;
    const QString seconds = QString::number(static_cast<double>(milliseconds) / perSecond, 'f', 1);
    terminal.print((rebuilt->isTheSame
                        ? QStringLiteral("\"%1\" stays as it is: the image is the same (%2 s)")
                        : QStringLiteral("\"%1\" is installed anew (%2 s)"))
                       .arg(rebuilt->extension.name, seconds));
}

} // namespace

Task<Result<ExitCode>> watchAndInstall(Session session, QString folder, Consent consent)
{
    PIERHEAD_CO_TRY(source, watchedSource(folder));
    PIERHEAD_CO_TRY(engine,
                    co_await engine::Engine::find(session.engine, session.paths, session.stop));
    const auto watcher = std::make_unique<extensions::SourceWatcher>(source.location);
    // Before the first build, so that no change is missed.
    if (const Result<> started = watcher->start(); !started) {
        co_return tl::unexpected<Error>(started.error());
    }
    const Result<ExitCode> first = co_await installWithConsent(session, source.location, consent);
    if (!first && !isOfTheFolder(first.error())) {
        co_return tl::unexpected<Error>(first.error());
    }
    if (!first) {
        reportError(session.terminal, first.error());
    } else if (*first != ExitCode::Success) {
        co_return *first;
    }
    QStringList built; // the images of this watch that are on the engine
    if (first) {
        built = co_await builtSoFar(session, source);
    }
    session.terminal.print(QStringLiteral("Watching %1, until Ctrl+C...").arg(source.location));
    while (session.terminal.outputError() == 0) {
        PIERHEAD_CO_TRY(changes, co_await watcher->next(session.stop));
        session.terminal.print(QStringLiteral("Changed: %1").arg(namesOf(changes)));
        QElapsedTimer time;
        time.start();
        const Result<Rebuilt> rebuilt = co_await rebuild(session, engine.get(), source);
        if (!rebuilt && rebuilt.error().code == ErrorCode::Cancelled) {
            co_return tl::unexpected<Error>(rebuilt.error());
        }
        const qint64 elapsed = time.elapsed();
        if (rebuilt && !rebuilt->isTheSame) {
            built.removeAll(rebuilt->extension.imageId);
            built.append(rebuilt->extension.imageId);
            const QStringList inUse = imagesInUse(session, rebuilt->extension);
            built = co_await removeReplaced(engine->client(), built, inUse);
        }
        tellOutcome(session.terminal, rebuilt, elapsed);
    }
    co_return ExitCode::Success;
}

} // namespace pierhead::cli
