#include "language.h"

#include <host/settings/settings.h>

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace pierhead::desktop {

Language::Language(const QString &code)
    : m_code(code.isEmpty() ? languageFor(QLocale::system().uiLanguages()) : code)
{
    // English is what the sources are written in.
    if (m_qt.load(QStringLiteral("qtbase_") + m_code,
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(&m_qt);
    }
    if (m_own.load(QStringLiteral(":/translations/pierhead_") + m_code)) {
        QCoreApplication::installTranslator(&m_own);
    }
}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
}

QString languageFor(const QStringList &read)
{
    for (const QString &name : read) {
        const QString code = name.section(QLatin1Char('-'), 0, 0);
        if (settings::languageCodes().contains(code)) {
            return code;
        }
    }
    return QStringLiteral("en");
}

QString nameOfLanguage(const QString &code)
{
    return code == QLatin1String("en") ? QStringLiteral("English")
                                       : QLocale(code).nativeLanguageName();
}

} // namespace pierhead::desktop
