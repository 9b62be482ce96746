#include "openpage.h"

#include "waiting.h"

#include <QTest>

namespace pierhead::test {

namespace {

constexpr int patience = 15000;

/// Puts the value of %2, when it is there, into a variable of the page.
const QString ask = QStringLiteral(R"(
    window.answers ??= {};
    (async () => (%2))().then(
        (value) => { answers[%1] = JSON.stringify(value ?? null); },
        (error) => { answers[%1] = JSON.stringify('failed: ' + error?.message); });
    undefined)");

} // namespace

OpenPage::OpenPage(bridge::ExtensionProfiles &profiles,
                   const bridge::MethodTable &methods,
                   bridge::PageContext context)
    : m_page(context, methods, &profiles.profileFor(context.extension, context.uiFolder))
{
    QObject::connect(&m_page, &QWebEnginePage::loadFinished, &m_page, [this](bool succeeded) {
        m_loaded = succeeded;
    });
    m_page.start();
}

bool OpenPage::isLoaded()
{
    return test::waitFor([this] { return m_loaded.has_value(); }, patience) && *m_loaded;
}

nlohmann::json OpenPage::value(const QString &expression)
{
    const int question = ++m_questions;
    m_page.runJavaScript(ask.arg(question).arg(expression));
    QString answer;
    bool isAsking = false;
    const auto look = [&] {
        if (answer.isEmpty() && !isAsking) {
            isAsking = true;
            m_page.runJavaScript(QStringLiteral("answers[%1] ?? ''").arg(question),
                                 [&](const QVariant &value) {
                                     answer = value.toString();
                                     isAsking = false;
                                 });
        }
        return !answer.isEmpty();
    };
    const bool isAnswered = test::waitFor(look, patience);
    // The last look's answer may be on its way still, to variables of this function.
    static_cast<void>(test::waitFor([&] { return !isAsking; }, patience));
    return isAnswered ? nlohmann::json::parse(answer.toStdString()) : nlohmann::json("no answer");
}

} // namespace pierhead::test
