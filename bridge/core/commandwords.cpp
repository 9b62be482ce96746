#include "commandwords.h"

#include <algorithm>
#include <optional>

namespace pierhead::bridge {

namespace {

bool isBlank(QChar c)
{
    return c == QLatin1Char(' ') || c == QLatin1Char('\t') || c == QLatin1Char('\n')
        || c == QLatin1Char('\r');
}

/// Inside double quotes a backslash escapes these alone and is a letter before any other.
bool isEscapableInQuotes(QChar c)
{
    return c == QLatin1Char('"') || c == QLatin1Char('\\') || c == QLatin1Char('$')
        || c == QLatin1Char('`') || c == QLatin1Char('\n');
}

/// Reads one line letter by letter.
class Splitter final
{
public:
    explicit Splitter(const QString &line)
        : m_line(line)
    { }

    /// The words, or nothing where a quote is left open.
    std::optional<QStringList> words()
    {
        for (m_at = 0; m_at < m_line.size(); ++m_at) {
            const QChar c = m_line.at(m_at);
            if (m_quote.isNull()) {
                readPlain(c);
            } else {
                readQuoted(c);
            }
        }
        if (!m_quote.isNull()) {
            return std::nullopt;
        }
        endWord();
        return m_words;
    }

private:
    void readPlain(QChar c)
    {
        if (isBlank(c)) {
            endWord();
            return;
        }
        m_inWord = true;
        if (c == QLatin1Char('\'') || c == QLatin1Char('"')) {
            m_quote = c;
        } else if (c == QLatin1Char('\\') && m_at + 1 < m_line.size()) {
            m_word += m_line.at(++m_at);
        } else {
            m_word += c;
        }
    }

    void readQuoted(QChar c)
    {
        if (c == m_quote) {
            m_quote = {};
        } else if (m_quote == QLatin1Char('"') && c == QLatin1Char('\\') && m_at + 1 < m_line.size()
                   && isEscapableInQuotes(m_line.at(m_at + 1))) {
            m_word += m_line.at(++m_at);
        } else {
            m_word += c;
        }
    }

    void endWord()
    {
        if (m_inWord) {
            m_words.append(m_word);
        }
        m_word.clear();
        m_inWord = false;
    }

    const QString &m_line;
    qsizetype m_at = 0;
    QChar m_quote;
    QString m_word;
    bool m_inWord = false;
    QStringList m_words;
};

/// A Go template with a blank that no quotes protect: splitting would tear it apart. Quotes inside
/// a template are the template's.
bool isBareTemplate(const QString &part)
{
    QChar quote;
    for (qsizetype at = 0; at < part.size(); ++at) {
        const QChar c = part.at(at);
        if (!quote.isNull()) {
            quote = c == quote ? QChar() : quote;
        } else if (c == QLatin1Char('"') || c == QLatin1Char('\'')) {
            quote = c;
        } else if (part.mid(at, 2) == QLatin1String("{{")) {
            const qsizetype end = part.indexOf(QLatin1String("}}"), at);
            const QString inner = part.mid(at, end < 0 ? -1 : end - at);
            if (std::any_of(inner.begin(), inner.end(), isBlank)) {
                return end >= 0;
            }
            at += inner.size() - 1;
        }
    }
    return false;
}

QString quoted(QString part)
{
    part.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + part + QLatin1Char('\'');
}

QStringList partsOf(const QString &command, const QStringList &args)
{
    QStringList parts;
    for (const QString &part : QStringList{command} + args) {
        if (!part.isEmpty()) {
            parts.append(part);
        }
    }
    return parts;
}

QString unquoted(const QString &part)
{
    const bool isQuoted = part.size() > 1 && part.front() == part.back()
        && (part.front() == QLatin1Char('"') || part.front() == QLatin1Char('\''))
        && part.count(part.front()) == 2;
    return isQuoted ? part.mid(1, part.size() - 2) : part;
}

tl::unexpected<Error> nothingToRun()
{
    return failure(ErrorCode::InvalidArgument,
                   QStringLiteral("There is no command to run: name a program in the first "
                                  "argument of exec."));
}

} // namespace

Result<QStringList> CommandWords::from(const QString &command, const QStringList &args)
{
    QStringList parts;
    for (const QString &arg : args) {
        parts.append(isBareTemplate(arg) ? quoted(arg) : arg);
    }
    const QString line = join(command, parts);
    const QStringList words = Splitter(line).words().value_or(partsOf(command, args));
    if (words.isEmpty() || words.first().isEmpty()) {
        return nothingToRun();
    }
    return words;
}

Result<QStringList> CommandWords::verbatim(const QString &command, const QStringList &args)
{
    if (command.isEmpty()) {
        return nothingToRun();
    }
    QStringList words{command};
    for (const QString &arg : args) {
        words.append(unquoted(arg));
    }
    return words;
}

QString CommandWords::join(const QString &command, const QStringList &args)
{
    return partsOf(command, args).join(QLatin1Char(' '));
}

} // namespace pierhead::bridge
