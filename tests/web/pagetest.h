#pragma once

#include "fakedesktop.h"
#include "fakeengine.h"
#include "guardedtest.h"
#include "openpage.h"
#include "testextension.h"

namespace pierhead::test {

/// Base of the tests with pages in the real web engine. The extension test/page is the built
/// fixture, in home() as if installed there.
class PageTest : public GuardedTest
{
    Q_OBJECT

public:
    /// The scheme has to be known before the engine starts.
    static void beforeApplication();

protected:
    PageTest();
    ~PageTest() override;

    /// The engine keeps the process that looked for cameras for some seconds.
    [[nodiscard]] int graceMilliseconds() const override { return 20000; }

    /// Copies the fixture into the ui folder of an extension; its context.
    [[nodiscard]] bridge::PageContext
    install(const QString &entryPage, const QString &reference = QStringLiteral("test/page:1.0"));
    /// The same with a page that has nothing on it, and with the script as the extension's program
    /// "own.sh".
    [[nodiscard]] bridge::PageContext installWithProgram(const QByteArray &script);
    /// Adds a file to the ui folder of the extension that was installed last.
    void addFile(const QString &path, const QByteArray &content) const;
    /// Forgets all profiles, as the end of the program does.
    void endProfiles();

    std::unique_ptr<FakeEngine> m_engine;
    FakeDesktop m_desktop;
    bridge::MethodTable m_methods;
    std::unique_ptr<bridge::ExtensionProfiles> m_profiles;

protected Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

private:
    QString m_uiRoot;
};

} // namespace pierhead::test
