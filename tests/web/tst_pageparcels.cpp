#include "onepagetest.h"
#include "widgetstest.h"

#include <bridge/core/commandrelay.h>
#include <bridge/web/bridgechannel.h>

#include <QSignalSpy>
#include <QTest>

namespace pierhead::bridge {

namespace {

/// A command of this machine's, whose words the page gives.
Task<Result<nlohmann::json>> runWords(StreamContext context, nlohmann::json params)
{
    backend::CommandSpec command;
    command.exec.command = {
        QStringLiteral("sh"), QStringLiteral("-c"), params.at("args").at(0).get<QString>()};
    PIERHEAD_CO_TRY(running, co_await context.page->host->start(std::move(command), context.stop));
    co_return co_await streamCommand(std::move(context), std::move(running));
}

} // namespace

/// Much output of a command on its way into a page, which fetches most of it.
class PageParcelsTest final : public test::OnePageTest
{
    Q_OBJECT

private:
    /// What the expression makes of `text`, all that the command wrote.
    nlohmann::json
    outcomeOf(const QString &command, const QString &expression, const QString &meanwhile = {})
    {
        return m_open->value(QStringLiteral(R"(new Promise((resolve) => {
            const parts = [];
            ddClient.extension.vm.cli.exec("x", [`%1`], { stream: {
                onOutput: (data) => { parts.push(data.stdout); %3 },
                onError: (error) => resolve(error.message),
                onClose: () => { const text = parts.join(""); resolve(%2); },
            } });
        }))")
                                 .arg(command, expression, meanwhile));
    }

    [[nodiscard]] BridgeChannel &channel() const
    {
        return *m_open->page().findChild<BridgeChannel *>();
    }

private Q_SLOTS:

    void initTestCase()
    {
        PageTest::initTestCase();
        m_methods.addStream<nlohmann::json, nlohmann::json>(QStringLiteral("extension.vm.cli.exec"),
                                                            &runWords);
    }

    void output_inParcels_isWholeAndInOrder()
    {
        const QSignalSpy parcels(&channel(), &BridgeChannel::parcel);
        COMPARE_JSON(outcomeOf(QStringLiteral("yes 'ä€ 🐳' | head -n 1000000 | cat -n"),
                               QStringLiteral("[text.split('\\n').slice(0, -1).findIndex("
                                              "(line, i) => line.trim() !== `${i + 1}\\tä€ 🐳`),"
                                              " text.split('\\n').length]")),
                     nlohmann::json({-1, 1000001}));
        QVERIFY(!parcels.isEmpty());
    }

    void output_beginningWithMarks_keepsThem()
    {
        // Byte order marks, of which a decoder takes the first away.
        const QSignalSpy parcels(&channel(), &BridgeChannel::parcel);
        COMPARE_JSON(
            outcomeOf(
                QStringLiteral(
                    "yes \"$(printf '\\\\357\\\\273\\\\277')\" | head -n 10000000 | tr -d '\\\\n'"),
                QStringLiteral("[text.length, /^\\ufeff*$/.test(text)]")),
            nlohmann::json({10000000, true}));
        QVERIFY(!parcels.isEmpty());
    }

    void page_thatMayNotFetch_getsMessages()
    {
        const PageContext context = install(QStringLiteral("strict.html"));
        addFile(QStringLiteral("strict.html"),
                "<meta http-equiv=Content-Security-Policy content=\"connect-src 'none'\">");
        open(context);
        const QSignalSpy parcels(&channel(), &BridgeChannel::parcel);
        const QSignalSpy tries(&channel(), &BridgeChannel::parcelTried);
        COMPARE_JSON(
            outcomeOf(QStringLiteral("yes | head -c 20000000"), QStringLiteral("text.length")),
            nlohmann::json(20000000));
        QCOMPARE(tries.size(), 1);
        QCOMPARE(parcels.size(), 0);
    }

    void page_thatMayFetchNoMore_isToldThatThereIsAGap()
    {
        const QSignalSpy parcels(&channel(), &BridgeChannel::parcel);
        COMPARE_JSON(
            outcomeOf(QStringLiteral("yes | head -c 30000000"), QStringLiteral("text.length")),
            nlohmann::json(30000000));
        QVERIFY(!parcels.isEmpty());
        // What was seen to work is forbidden in the middle of it.
        COMPARE_JSON(outcomeOf(QStringLiteral("yes | head -c 100000000"),
                               QStringLiteral("text.length"),
                               QStringLiteral(R"(if (parts.length === 1) {
                const rule = document.createElement("meta");
                rule.httpEquiv = "Content-Security-Policy";
                rule.content = "connect-src 'none'";
                document.head.append(rule);
            })")),
                     nlohmann::json("Fetching a part of the output failed: the page may no longer "
                                    "fetch from its own origin."));
    }

    void parcel_ofAPathThatNobodyGave_isNotThere()
    {
        COMPARE_JSON(m_open->value(QStringLiteral(
                         "new Promise((resolve) => { const r = new XMLHttpRequest(); "
                         "r.open('GET', '/.pierhead/parcel/1'); r.onload = () => "
                         "resolve(r.status); r.onerror = () => resolve('refused'); "
                         "r.send(); })")),
                     nlohmann::json("refused"));
    }
};

PIERHEAD_WIDGETS_TEST(PageParcelsTest)

} // namespace pierhead::bridge

#include "tst_pageparcels.moc"
