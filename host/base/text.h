#pragma once

#include <QCoreApplication>
#include <QString>

namespace pierhead {

/// Words for people, twice: in English, for the command line, logs, JSON and pages, and in the
/// language of the window, where the program has one (desktop::Language installs its translator).
/// Where it has none, or none has been translated, both are the same.
class Text final
{
    Q_DECLARE_TR_FUNCTIONS(Text)

public:
    Text() = default;

    /// A name, a path or somebody else's words, which are the same in each language.
    Text(const QString &words)
        : m_english(words)
        , m_local(words)
    { }

    Text(QString english, QString local)
        : m_english(std::move(english))
        , m_local(std::move(local))
    { }

    /// A sentence of ours, or a part of one; resources/translations/update finds it by the name of
    /// this function.
    [[nodiscard]] static Text english(const char *words)
    {
        return {QString::fromUtf8(words), tr(words)};
    }

    [[nodiscard]] QString inEnglish() const { return m_english; }

    [[nodiscard]] QString inLocal() const { return m_local; }

    [[nodiscard]] bool isEmpty() const { return m_english.isEmpty(); }

    /// As QString's; a Text among the arguments gives each language its own.
    template <typename... Arguments>
    [[nodiscard]] Text arg(const Arguments &...arguments) const
    {
        return {m_english.arg(englishOf(arguments)...), m_local.arg(localOf(arguments)...)};
    }

    /// Where it goes on behind it.
    [[nodiscard]] Text withoutFullStop() const
    {
        const auto cut = [](const QString &words) {
            return words.endsWith(QLatin1Char('.')) ? words.chopped(1) : words;
        };
        return {cut(m_english), cut(m_local)};
    }

    Text &operator+=(const Text &more)
    {
        m_english += more.m_english;
        m_local += more.m_local;
        return *this;
    }

    friend Text operator+(Text first, const Text &second) { return first += second; }

    friend bool operator==(const Text &, const Text &) = default;

private:
    template <typename Argument>
    static const Argument &englishOf(const Argument &argument)
    {
        return argument;
    }

    static const QString &englishOf(const Text &text) { return text.m_english; }

    template <typename Argument>
    static const Argument &localOf(const Argument &argument)
    {
        return argument;
    }

    static const QString &localOf(const Text &text) { return text.m_local; }

    QString m_english;
    QString m_local;
};

} // namespace pierhead
