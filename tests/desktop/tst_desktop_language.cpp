#include "widgetstest.h"
#include "windowsupport.h"

#include <app/desktop/backendstatus.h>
#include <app/desktop/elidedlabel.h>
#include <app/desktop/installtext.h>
#include <app/desktop/language.h>
#include <app/desktop/settingsdialog.h>
#include <bridge/core/problem.h>
#include <host/backend/servicestate.h>
#include <host/extensions/imagereference.h>
#include <host/extensions/requestedaccess.h>

#include <QAction>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QMenuBar>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <guardedtest.h>
#include <result.h>

using namespace pierhead;
using desktop::Language;
using test::visible;

namespace {

/// A text of the .ts file.
struct Message
{
    QString context;
    QString source;
    QString translation;
    bool isFinished = false;

    [[nodiscard]] QString key() const { return context + QStringLiteral(": ") + source; }
};

QList<Message> readMessages(const QString &path)
{
    QList<Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return messages;
    }
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("source")) {
            messages.append({context, xml.readElementText(), {}, false});
        } else if (xml.name() == QLatin1String("translation") && !messages.isEmpty()) {
            messages.last().isFinished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            messages.last().translation =
                xml.readElementText(QXmlStreamReader::IncludeChildElements);
        }
    }
    return xml.hasError() ? QList<Message>() : messages;
}

/// "%1", "%n", each once.
QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("%[1-9n]"));
    QStringList found;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        found.append(matches.next().captured());
    }
    found.removeDuplicates();
    found.sort();
    return found;
}

/// The texts under `parent` that have less room than they need.
QStringList clippedTexts(const QWidget &parent)
{
    QStringList clipped;
    for (const auto *label : parent.findChildren<QLabel *>()) {
        const bool isCut = label->wordWrap()
            ? label->height() < label->heightForWidth(label->width())
            : label->width() < label->sizeHint().width();
        const bool isOwn = qobject_cast<const desktop::ElidedLabel *>(label) != nullptr;
        if (label->isVisible() && !isOwn && !label->text().isEmpty() && isCut) {
            clipped.append(label->text());
        }
    }
    for (const auto *button : parent.findChildren<QAbstractButton *>()) {
        const bool isCut = button->width() < button->sizeHint().width();
        const bool isOwn = qobject_cast<const desktop::SidebarButton *>(button) != nullptr;
        if (button->isVisible() && !isOwn && !button->text().isEmpty() && isCut) {
            clipped.append(button->text());
        }
    }
    for (const auto *box : parent.findChildren<QComboBox *>()) {
        if (box->isVisible() && box->width() < box->sizeHint().width()) {
            clipped.append(box->currentText());
        }
    }
    return clipped;
}

/// The letter after "&"; null where there is none.
QChar mnemonic(const QString &text)
{
    const qsizetype place = text.indexOf(QLatin1Char('&'));
    return place < 0 ? QChar() : text.at(place + 1).toLower();
}

QString messageFile()
{
    return QStringLiteral(PIERHEAD_TRANSLATIONS "/pierhead_de.ts");
}

} // namespace

/// The window in German: what is translated, and whether it has room.
class DesktopLanguageTest final : public test::GuardedTest
{
    Q_OBJECT

    static settings::Settings settings() { return settings::Settings(Paths::fromEnvironment()); }

    static desktop::SettingsDialog *openDialog(desktop::MainWindow &window)
    {
        for (QAction *action : window.findChildren<QAction *>()) {
            if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_Comma)) {
                action->trigger();
            }
        }
        return visible<desktop::SettingsDialog>(window, QStringLiteral("settings"));
    }

    /// Each mnemonic of the menu once, and none without.
    static void checkMnemonics(const QWidget &menu)
    {
        QList<QChar> seen;
        for (const QAction *action : menu.actions()) {
            if (action->isSeparator()) {
                continue;
            }
            const QChar letter = mnemonic(action->text());
            QVERIFY2(!letter.isNull() && !seen.contains(letter), qPrintable(action->text()));
            seen.append(letter);
            if (action->menu() != nullptr) {
                checkMnemonics(*action->menu());
            }
        }
    }

private Q_SLOTS:

    void texts_inGerman_areTheTranslations_data()
    {
        QTest::addColumn<QString>("context");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("german");
        const auto row = [](const char *context, const char *source, const char *german) {
            QTest::addRow("%s: %s", context, source)
                << QString::fromLatin1(context) << QString::fromUtf8(source)
                << QString::fromUtf8(german);
        };
        row("pierhead::desktop::SettingsDialog", "As the system", "Wie das System");
        row("pierhead::desktop::SettingsDialog", "Language", "Sprache");
        row("pierhead::desktop::MainWindow", "&File", "&Datei");
        row("pierhead::desktop::MainWindow", "&Settings…", "&Einstellungen…");
        row("pierhead::desktop::Sidebar", "Extensions", "Erweiterungen");
        row("pierhead::desktop::ExtensionCard", "Remove…", "Entfernen…");
        row("pierhead::desktop::VolumesPage", "Mount point", "Einhängepunkt");
        row("pierhead::desktop::CatalogBrowser", "1 extension", "1 Erweiterung");
        row("pierhead::desktop::CatalogBrowser", "%1 extensions", "%1 Erweiterungen");
        row("pierhead::webview::PageFailure", "Reload", "Neu laden");
        row("QMessageBox", "Keep", "Behalten");
        row("CatalogOffer", "Needs API %1", "Benötigt API %1");
        row("DesktopPorts", "%1 could not be opened", "%1 konnte nicht geöffnet werden");
    }

    void texts_inGerman_areTheTranslations()
    {
        QFETCH(const QString, context);
        QFETCH(const QString, source);
        QFETCH(const QString, german);
        const QByteArray of = context.toUtf8();
        const QByteArray text = source.toUtf8();
        {
            const Language language(QStringLiteral("de"));
            QCOMPARE(QCoreApplication::translate(of.constData(), text.constData()), german);
        }
        QCOMPARE(QCoreApplication::translate(of.constData(), text.constData()), source);
    }

    void texts_ofFunctions_areTranslated()
    {
        const Language language(QStringLiteral("de"));
        using extensions::ExtensionSource;
        QCOMPARE(desktop::phaseText(desktop::InstallPhase::Fetch, ExtensionSource::Kind::Archive),
                 QStringLiteral("Archiv laden"));
        QCOMPARE(desktop::permissionTexts().last(), QStringLiteral("Webseiten im Browser öffnen"));
        QCOMPARE(desktop::EngineChoice::embedded().title(), QStringLiteral("Eingebettete Engine"));
    }

    void errors_ofTheHost_areGermanForTheWindowAndEnglishForPages()
    {
        const Language language(QStringLiteral("de"));
        const auto parsed = extensions::ImageReference::parse(QStringLiteral("org/name@x"));
        QVERIFY(!parsed);
        const QString english =
            QStringLiteral("\"org/name@x\" is no image reference: what follows the @ is no digest. "
                           "An example of one is org/name:1.0.0.");
        QCOMPARE(parsed.error().message, english);
        QCOMPARE(bridge::Problem::from(parsed.error()).message, english);
        QCOMPARE(parsed.error().localMessage,
                 QStringLiteral("„org/name@x“ ist kein Name eines Images: was auf das @ folgt, ist "
                                "kein Digest. Ein Beispiel ist org/name:1.0.0."));
        const Error outer =
            withContext(Text::english("Pulling %1").arg(QStringLiteral("x")),
                        cancelled(Text::english("The request to the engine")).value());
        QCOMPARE(outer.message,
                 QStringLiteral("Pulling x: The request to the engine was cancelled."));
        QCOMPARE(outer.localMessage,
                 QStringLiteral("Holen von x: Die Anfrage an die Engine wurde abgebrochen."));
    }

    void access_andStates_areGermanInTheWindow()
    {
        const Language language(QStringLiteral("de"));
        extensions::Manifest manifest;
        manifest.tab = extensions::DashboardTab{};
        const auto access =
            extensions::RequestedAccess::of(manifest, extensions::Permission::Vm, {});
        QCOMPARE(access.requests.at(0).inLocal(), QStringLiteral("einen Tab"));
        QCOMPARE(access.requests.at(1).inLocal(), QStringLiteral("die Berechtigung „vm“"));
        QCOMPARE(access.requests.at(0).inEnglish(), QStringLiteral("a tab"));
        engine::ContainerDetails details;
        details.name = QStringLiteral("/web");
        details.state = QStringLiteral("exited");
        details.exitCode = 3;
        const auto state = backend::serviceState(details, QDateTime::currentDateTimeUtc());
        QCOMPARE(state.reason.inLocal(),
                 QStringLiteral("„web“ endete mit dem Exit-Code 3; siehe Protokolle."));
        QCOMPARE(state.reason.inEnglish(),
                 QStringLiteral("\"web\" ended with exit code 3; see its logs."));
    }

    void errors_withoutALanguage_areTheSameTwice()
    {
        const auto parsed = extensions::ImageReference::parse(QString());
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().localMessage, parsed.error().message);
    }

    void buttons_ofQt_areGermanToo()
    {
        const Language language(QStringLiteral("de"));
        const QDialogButtonBox box(QDialogButtonBox::Close | QDialogButtonBox::Cancel);
        QString text = box.button(QDialogButtonBox::Cancel)->text();
        QCOMPARE(text.remove(QLatin1Char('&')), QStringLiteral("Abbrechen"));
    }

    void language_ofTheSystem_isTheFirstThatThereIs()
    {
        const auto first = [](std::initializer_list<const char *> codes) {
            QStringList read;
            for (const char *code : codes) {
                read.append(QString::fromLatin1(code));
            }
            return desktop::languageFor(read);
        };
        QCOMPARE(first({"de-AT", "de-Latn-AT", "en"}), QStringLiteral("de"));
        QCOMPARE(first({"fr-FR", "de"}), QStringLiteral("de"));
        QCOMPARE(first({"en-US", "de"}), QStringLiteral("en"));
        QCOMPARE(first({"C"}), QStringLiteral("en"));
        QCOMPARE(first({}), QStringLiteral("en"));
        QCOMPARE(Language(QStringLiteral("de")).code(), QStringLiteral("de"));
    }

    void translations_areWholeAndKeepTheirPlaceholders()
    {
        const QList<Message> messages = readMessages(messageFile());
        QVERIFY(messages.size() > 400);
        for (const Message &message : messages) {
            QVERIFY2(message.isFinished && !message.translation.trimmed().isEmpty(),
                     qPrintable(message.key()));
            QVERIFY2(placeholders(message.translation) == placeholders(message.source),
                     qPrintable(message.key()));
            QVERIFY2(mnemonic(message.translation).isNull() == mnemonic(message.source).isNull(),
                     qPrintable(message.key()));
        }
    }

    void translations_areOfAllTextsInTheSources()
    {
        const QString copy = home() + QStringLiteral("/pierhead_de.ts");
        QVERIFY(QFile::copy(messageFile(), copy));
        QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
        qputenv("LUPDATE", PIERHEAD_LUPDATE);
        QProcess update;
        update.setProcessChannelMode(QProcess::MergedChannels);
        update.start(QStringLiteral(PIERHEAD_TRANSLATIONS "/update"), {copy});
        QVERIFY(update.waitForFinished());
        qunsetenv("LUPDATE");
        const QByteArray said = update.readAll();
        QVERIFY2(update.exitStatus() == QProcess::NormalExit && update.exitCode() == 0,
                 said.constData());
        // Texts that look them up under another context than they are filed under.
        QVERIFY2(!said.contains("Q_OBJECT"), said.constData());
        QStringList known;
        for (const Message &message : readMessages(messageFile())) {
            known.append(message.key());
        }
        QStringList wanted;
        for (const Message &message : readMessages(copy)) {
            QVERIFY2(message.isFinished,
                     qPrintable(QStringLiteral("Run resources/translations/update and translate ")
                                + message.key()));
            wanted.append(message.key());
        }
        QCOMPARE(known, wanted); // none that is not in the sources any more, either
    }

    void window_inGerman_hasRoomForItsTexts()
    {
        VERIFY_RESULT(settings().change(
            [](settings::SettingValues &values) { values.theme = settings::ThemeChoice::Light; }));
        const Language language(QStringLiteral("de"));
        test::IdleEngine engine;
        test::PreparedExtension extension;
        extension.engine = engine.address();
        VERIFY_RESULT(test::prepare(Paths::fromEnvironment(), extension));
        const auto program = test::openWindow(engine.address());
        desktop::MainWindow &window = program->window();
        QTRY_COMPARE(program->engines().status().kind, desktop::EngineStatus::Kind::Ready);
        test::picture(window, QStringLiteral("extensions-german-light"));
        QVERIFY(test::tab(window, QStringLiteral("Erweiterungen")));
        QCOMPARE(clippedTexts(window), QStringList());
        checkMnemonics(*window.menuBar());
    }

    void settings_inGerman_haveRoomForTheirTexts()
    {
        VERIFY_RESULT(settings().change(
            [](settings::SettingValues &values) { values.theme = settings::ThemeChoice::Light; }));
        const Language language(QStringLiteral("de"));
        test::IdleEngine engine;
        const auto program = test::openWindow(engine.address());
        desktop::SettingsDialog *dialog = openDialog(program->window());
        QVERIFY(dialog);
        QCOMPARE(dialog->windowTitle(), QStringLiteral("Einstellungen"));
        test::picture(*dialog, QStringLiteral("settings-german-light"));
        QCOMPARE(clippedTexts(*dialog), QStringList());
    }

    void language_chosen_isStoredAndShownAgain()
    {
        test::IdleEngine engine;
        const auto program = test::openWindow(engine.address());
        desktop::SettingsDialog *dialog = openDialog(program->window());
        QVERIFY(dialog);
        auto *box = visible<QComboBox>(*dialog, QStringLiteral("settingsLanguage"));
        QVERIFY(box);
        QCOMPARE(box->currentData().toString(), QString());
        for (const QString &code : {QStringLiteral("de"), QStringLiteral("en"), QString()}) {
            box->setCurrentIndex(box->findData(code));
            Q_EMIT box->activated(box->currentIndex());
            QCOMPARE(settings().values().language, code);
            QCOMPARE(box->currentData().toString(), code);
        }
        QCOMPARE(box->itemText(box->findData(QStringLiteral("de"))), QStringLiteral("Deutsch"));
        QVERIFY(visible<QLabel>(*dialog, QStringLiteral("settingsLanguageNote")));
    }
};

PIERHEAD_WIDGETS_TEST(DesktopLanguageTest)

#include "tst_desktop_language.moc"
