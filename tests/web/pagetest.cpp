#include "pagetest.h"

#include <bridge/core/backendhandlers.h>
#include <bridge/core/desktophandlers.h>
#include <bridge/core/dialoghandlers.h>
#include <bridge/core/dockerhandlers.h>
#include <bridge/core/hosthandlers.h>
#include <bridge/core/navigationhandlers.h>
#include <bridge/core/nethandlers.h>
#include <bridge/core/secrethandlers.h>
#include <bridge/web/extensionscheme.h>

#include <QDir>
#include <QSignalSpy>
#include <QTest>

namespace pierhead::test {

PageTest::PageTest()
{
    bridge::addBackendHandlers(m_methods);
    bridge::addDesktopHandlers(m_methods);
    bridge::addDialogHandlers(m_methods);
    bridge::addDockerHandlers(m_methods);
    bridge::addHostHandlers(m_methods);
    bridge::addNavigationHandlers(m_methods);
    bridge::addNetHandlers(m_methods);
    bridge::addSecretHandlers(m_methods);
}

PageTest::~PageTest() = default;

void PageTest::beforeApplication()
{
    bridge::extensionscheme::registerScheme();
    // A page without a window is hidden, and timers of those would come once a second.
    qputenv("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-background-timer-throttling");
}

bridge::PageContext PageTest::install(const QString &entryPage, const QString &reference)
{
    const extensions::ExtensionId id = *extensions::ExtensionId::parse(reference);
    bridge::PageContext context{
        testExtension(home() + QStringLiteral("/extensions/") + id.slug(), reference),
        engine::EngineClient(m_engine->address()),
        &m_desktop};
    context.extension.manifest.tab->src = entryPage;
    m_uiRoot = context.extension.uiRoot();
    QDir().mkpath(m_uiRoot);
    const QDir fixture(QStringLiteral(FIXTURE));
    const QStringList files = fixture.entryList(QDir::Files);
    for (const QString &file : files) {
        QFile::copy(fixture.filePath(file), m_uiRoot + QLatin1Char('/') + file);
    }
    return context;
}

bridge::PageContext PageTest::installWithProgram(const QByteArray &script)
{
    bridge::PageContext context = install(QStringLiteral("scheme.html"));
    context.extension.manifest.hostBinaries = {QStringLiteral("own.sh")};
    const QString folder = context.extension.version + QStringLiteral("/host");
    QDir().mkpath(folder);
    QFile file(folder + QStringLiteral("/own.sh"));
    if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + script) < 0
        || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)) {
        qFatal("The script cannot be written");
    }
    return context;
}

void PageTest::addFile(const QString &path, const QByteArray &content) const
{
    QFile file(m_uiRoot + QLatin1Char('/') + path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

void PageTest::endProfiles()
{
    m_profiles.reset();
}

void PageTest::initTestCase()
{
    // The engine's helper processes start with the first page and stay; no test is to blame for
    // them.
    QWebEngineProfile profile;
    QWebEnginePage page(&profile);
    QSignalSpy loaded(&page, &QWebEnginePage::loadFinished);
    page.setHtml(QStringLiteral("x"));
    QTRY_COMPARE_WITH_TIMEOUT(loaded.size(), 1, 30000);
}

void PageTest::init()
{
    GuardedTest::init();
    m_engine = std::make_unique<FakeEngine>();
    m_desktop.toasts.clear();
    m_desktop.urls.clear();
    m_desktop.targets.clear();
    m_profiles = std::make_unique<bridge::ExtensionProfiles>();
}

void PageTest::cleanup()
{
    endProfiles();
    // The engine still writes for a while into the folders of profiles that have ended.
    QTRY_VERIFY(QDir(home()).removeRecursively());
    m_engine.reset();
    GuardedTest::cleanup();
}

} // namespace pierhead::test
