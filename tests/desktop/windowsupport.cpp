#include "windowsupport.h"

#include "waiting.h"

#include <QDir>
#include <QLocale>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace pierhead::test {

IdleEngine::IdleEngine(const QString &socketPath)
    : m_fake(socketPath)
{
    m_fake.on("GET /events", FakeReply::openChunked(200, {}));
    m_fake.on("GET /containers/json", FakeReply::json(200, nlohmann::json::array()));
}

desktop::ViewPlugin &viewPlugin()
{
    static desktop::ViewPlugin plugin;
    return plugin;
}

std::unique_ptr<desktop::Application> openWindow(const QString &address, QSize size)
{
    desktop::Options options;
    options.engine = address;
    options.size = size;
    auto application =
        std::make_unique<desktop::Application>(options, Paths::fromEnvironment(), viewPlugin());
    application->start();
    return application;
}

bool startWebEngine()
{
    const auto factory = viewPlugin().load(webview::ColorScheme::Light);
    const auto id = extensions::ExtensionId::parse(QStringLiteral("none"));
    if (!factory || !id) {
        return false;
    }
    // To the end of the program, for the web engine writes into it when it likes.
    static const QTemporaryDir folder;
    extensions::InstalledExtension extension{
        *id, {}, {}, {}, {}, {}, {}, {}, {}, folder.path(), folder.path()};
    extension.manifest.tab.emplace();
    extension.manifest.tab->root = QStringLiteral("ui");
    extension.manifest.tab->src = QStringLiteral("index.html");
    const engine::EngineClient nowhere(engine::EngineAddress{});
    const std::unique_ptr<webview::ExtensionView> view(
        (*factory)->createView({extension, nowhere, nullptr}, nullptr));
    QSignalSpy failed(view.get(), &webview::ExtensionView::failed);
    return test::waitFor([&failed] { return !failed.isEmpty(); }, 60'000);
}

void picture(QWidget &widget, const QString &name)
{
    const QDir folder(QStringLiteral(PIERHEAD_PICTURES));
    folder.mkpath(QStringLiteral("."));
    // Laying out asks for more of it: a scroll bar comes, text breaks anew.
    for (int turn = 0; turn < 4; ++turn) {
        QCoreApplication::processEvents();
    }
    QVERIFY(widget.grab().save(folder.filePath(name + QStringLiteral(".png"))));
}

desktop::SidebarButton *tab(QWidget &window, const QString &title)
{
    for (auto *button : window.findChildren<desktop::SidebarButton *>()) {
        if (button->isVisible() && button->accessibleName() == title) {
            return button;
        }
    }
    return nullptr;
}

bool isSize(const QString &text)
{
    static const QRegularExpression parts(QStringLiteral("^(\\S+) (B|bytes|[KMGT]iB)$"));
    return QLocale().toDouble(parts.match(text).captured(1)) > 0;
}

bool click(QWidget &parent, const QString &name)
{
    auto *button = visible<QPushButton>(parent, name);
    if (button == nullptr || !button->isEnabled()) {
        return false;
    }
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

} // namespace pierhead::test
