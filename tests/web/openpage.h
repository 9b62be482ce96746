#pragma once

#include <bridge/web/extensionpage.h>
#include <bridge/web/extensionprofiles.h>

#include <QTest>

/// Compares two JSON values and shows both where they differ.
#define COMPARE_JSON(actual, expected)                                                             \
    do {                                                                                           \
        const nlohmann::json actualJson = (actual);                                                \
        const nlohmann::json expectedJson = (expected);                                            \
        QVERIFY2(actualJson == expectedJson,                                                       \
                 ("actual " + actualJson.dump() + ", expected " + expectedJson.dump()).c_str());   \
    } while (false)

namespace pierhead::test {

/// An extension's page that has been opened, without a window, and can be asked.
class OpenPage final
{
public:
    /// Begins to load it.
    OpenPage(bridge::ExtensionProfiles &profiles,
             const bridge::MethodTable &methods,
             bridge::PageContext context);

    /// Waits for the page; false where it did not load.
    [[nodiscard]] bool isLoaded();

    /// The value of a JavaScript expression, as JSON; a promise is waited for. A failure is the
    /// text "failed: <message>", an answer that does not come "no answer".
    nlohmann::json value(const QString &expression);

    [[nodiscard]] bridge::ExtensionPage &page() { return m_page; }

private:
    bridge::ExtensionPage m_page;
    std::optional<bool> m_loaded;
    int m_questions = 0;
};

} // namespace pierhead::test
