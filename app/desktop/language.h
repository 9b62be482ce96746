#pragma once

#include <QStringList>
#include <QTranslator>

namespace pierhead::desktop {

/// The language of the window, for as long as this lives. It is made after the QApplication and
/// before the first widget, whose texts stay as they were when it was made.
class Language final
{
    Q_DISABLE_COPY_MOVE(Language)

public:
    /// One of settings::languageCodes(). Empty: the first of the system's that there is, else
    /// English.
    explicit Language(const QString &code);
    ~Language();

    [[nodiscard]] QString code() const { return m_code; }

private:
    QString m_code;
    QTranslator m_own;
    QTranslator m_qt; ///< dialogs and standard buttons, where Qt's translations are installed
};

/// The language to show for those that somebody reads ("de-AT", "fr"), dearest first.
[[nodiscard]] QString languageFor(const QStringList &read);

/// "Deutsch": the name it has in itself.
[[nodiscard]] QString nameOfLanguage(const QString &code);

} // namespace pierhead::desktop
