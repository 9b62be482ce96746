#include "htmltext.h"

#include "webaddress.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <optional>

namespace pierhead::catalog {

namespace {

/// What stands in the text for a break that a tag makes, until the white space is put in order.
constexpr QChar lineMark(0x2028);
constexpr QChar paragraphMark(0x2029);
constexpr qsizetype longestEntity = 12;

struct Tag
{
    QString name; ///< in lower case
    bool isEnd = false;
    QString address; ///< of <a href>
};

bool isPlain(uint code)
{
    if (code == '\n' || code == '\t') {
        return true;
    }
    const QChar::Category category = QChar::category(code);
    constexpr uint joiner = 0x200D;
    constexpr uint nonJoiner = 0x200C;
    return category != QChar::Other_Control && category != QChar::Other_Surrogate
        && (category != QChar::Other_Format || code == joiner || code == nonJoiner)
        && code != lineMark.unicode() && code != paragraphMark.unicode();
}

/// The character of "amp" or "#x26".
std::optional<uint> entity(const QString &name)
{
    static const QHash<QString, uint> named{
        {QStringLiteral("amp"), '&'},      {QStringLiteral("lt"), '<'},
        {QStringLiteral("gt"), '>'},       {QStringLiteral("quot"), '"'},
        {QStringLiteral("apos"), '\''},    {QStringLiteral("nbsp"), ' '},
        {QStringLiteral("copy"), 0xA9},    {QStringLiteral("reg"), 0xAE},
        {QStringLiteral("trade"), 0x2122}, {QStringLiteral("hellip"), 0x2026},
        {QStringLiteral("ndash"), 0x2013}, {QStringLiteral("mdash"), 0x2014},
        {QStringLiteral("lsquo"), 0x2018}, {QStringLiteral("rsquo"), 0x2019},
        {QStringLiteral("ldquo"), 0x201C}, {QStringLiteral("rdquo"), 0x201D},
        {QStringLiteral("laquo"), 0xAB},   {QStringLiteral("raquo"), 0xBB},
        {QStringLiteral("bull"), 0x2022},  {QStringLiteral("middot"), 0xB7},
        {QStringLiteral("times"), 0xD7},   {QStringLiteral("larr"), 0x2190},
        {QStringLiteral("rarr"), 0x2192},  {QStringLiteral("check"), 0x2713},
    };
    if (!name.startsWith(QLatin1Char('#'))) {
        const auto found = named.constFind(name);
        return found == named.cend() ? std::nullopt : std::optional(*found);
    }
    const bool isHex = name.mid(1, 1).compare(QLatin1String("x"), Qt::CaseInsensitive) == 0;
    bool isNumber = false;
    constexpr int hexadecimal = 16;
    constexpr int decimal = 10;
    const uint code = name.mid(isHex ? 2 : 1).toUInt(&isNumber, isHex ? hexadecimal : decimal);
    return isNumber && code <= QChar::LastValidCodePoint ? std::optional(code) : std::nullopt;
}

/// Whether the element is on lines of its own.
bool isBlock(const QString &name)
{
    static const QSet<QString> blocks{
        QStringLiteral("br"),         QStringLiteral("p"),       QStringLiteral("div"),
        QStringLiteral("li"),         QStringLiteral("ul"),      QStringLiteral("ol"),
        QStringLiteral("dl"),         QStringLiteral("dt"),      QStringLiteral("dd"),
        QStringLiteral("h1"),         QStringLiteral("h2"),      QStringLiteral("h3"),
        QStringLiteral("h4"),         QStringLiteral("h5"),      QStringLiteral("h6"),
        QStringLiteral("hr"),         QStringLiteral("pre"),     QStringLiteral("table"),
        QStringLiteral("tr"),         QStringLiteral("section"), QStringLiteral("article"),
        QStringLiteral("blockquote"), QStringLiteral("header"),  QStringLiteral("footer"),
    };
    return blocks.contains(name);
}

bool startsParagraph(const QString &name)
{
    return name == QLatin1String("p") || name == QLatin1String("ul") || name == QLatin1String("ol")
        || (name.size() == 2 && name.startsWith(QLatin1Char('h')) && name.at(1).isDigit());
}

/// Whether what is in the element is for machines.
bool isUnread(const QString &name)
{
    return name == QLatin1String("script") || name == QLatin1String("style")
        || name == QLatin1String("head") || name == QLatin1String("template");
}

/// Goes through a text once.
class HtmlReader final
{
public:
    explicit HtmlReader(const QString &source)
        : m_source(source)
    { }

    [[nodiscard]] QString read()
    {
        while (m_at < m_source.size()) {
            const QChar character = m_source.at(m_at);
            if (character == QLatin1Char('<') && startsTag()) {
                m_hasTags = true;
                skipMarkup();
            } else if (character == QLatin1Char('&')) {
                takeEntity();
            } else {
                takeCharacter();
            }
        }
        return m_hasTags ? inOrder() : m_text.trimmed();
    }

private:
    [[nodiscard]] bool startsTag() const
    {
        const QChar next = m_at + 1 < m_source.size() ? m_source.at(m_at + 1) : QChar();
        return next == QLatin1Char('/') || next == QLatin1Char('!') || next == QLatin1Char('?')
            || (next.unicode() < 0x80 && next.isLetter());
    }

    void skipMarkup()
    {
        if (QStringView(m_source).mid(m_at).startsWith(QLatin1String("<!--"))) {
            skipPast(QStringLiteral("-->"));
            return;
        }
        const Tag tag = takeTag();
        if (isUnread(tag.name) && !tag.isEnd) {
            skipPast(QStringLiteral("</") + tag.name);
            skipPast(QStringLiteral(">"));
        } else if (tag.name == QLatin1String("a")) {
            takeLink(tag);
        } else if (isBlock(tag.name)) {
            m_text += startsParagraph(tag.name) ? paragraphMark : lineMark;
            if (tag.name == QLatin1String("li") && !tag.isEnd) {
                m_text += QStringLiteral("• ");
            }
        }
    }

    void skipPast(const QString &what)
    {
        const qsizetype found = m_source.indexOf(what, m_at, Qt::CaseInsensitive);
        m_at = found < 0 ? m_source.size() : found + what.size();
    }

    /// From "<" to its ">", which does not count in quotes.
    Tag takeTag()
    {
        const qsizetype start = m_at + 1;
        QChar quote;
        for (m_at = start; m_at < m_source.size(); ++m_at) {
            const QChar character = m_source.at(m_at);
            if (!quote.isNull()) {
                quote = character == quote ? QChar() : quote;
            } else if (character == QLatin1Char('"') || character == QLatin1Char('\'')) {
                quote = character;
            } else if (character == QLatin1Char('>')) {
                break;
            }
        }
        const QStringView inside = QStringView(m_source).mid(start, m_at - start);
        m_at = std::min(m_at + 1, m_source.size());
        Tag tag;
        tag.isEnd = inside.startsWith(QLatin1Char('/'));
        const QStringView named = inside.mid(tag.isEnd ? 1 : 0);
        const auto end = std::find_if_not(
            named.cbegin(), named.cend(), [](QChar letter) { return letter.isLetterOrNumber(); });
        tag.name = named.left(end - named.cbegin()).toString().toLower();
        if (tag.name == QLatin1String("a") && !tag.isEnd) {
            tag.address = addressIn(inside);
        }
        return tag;
    }

    static QString addressIn(QStringView tag)
    {
        const qsizetype name = tag.indexOf(QLatin1String("href="), 0, Qt::CaseInsensitive);
        if (name < 0) {
            return {};
        }
        constexpr qsizetype nameSize = 5;
        const QStringView value = tag.mid(name + nameSize).trimmed();
        const QChar first = value.isEmpty() ? QChar() : value.front();
        const bool isQuoted = first == QLatin1Char('"') || first == QLatin1Char('\'');
        const qsizetype end = isQuoted ? value.indexOf(first, 1) : value.indexOf(QLatin1Char(' '));
        const QStringView text =
            value.mid(isQuoted ? 1 : 0, end < 0 ? -1 : end - (isQuoted ? 1 : 0));
        return webAddress(text.toString().replace(QStringLiteral("&amp;"), QStringLiteral("&")))
            .toString(QUrl::FullyEncoded);
    }

    void takeLink(const Tag &tag)
    {
        if (!tag.isEnd) {
            m_address = tag.address;
            m_linkStart = m_text.size();
        } else if (!m_address.isEmpty()) {
            if (m_text.mid(m_linkStart).trimmed() != m_address) {
                m_text += QStringLiteral(" (%1)").arg(m_address);
            }
            m_address.clear();
        }
    }

    void takeEntity()
    {
        const QStringView next = QStringView(m_source).mid(m_at + 1, longestEntity + 1);
        const qsizetype size = next.indexOf(QLatin1Char(';'));
        const auto code = size > 0 ? entity(next.left(size).toString()) : std::nullopt;
        if (!code) {
            takeCharacter();
            return;
        }
        if (isPlain(*code)) {
            m_text += QChar::fromUcs4(*code);
        }
        m_at += size + 2;
    }

    void takeCharacter()
    {
        const QChar character = m_source.at(m_at);
        const bool isPair = character.isHighSurrogate() && m_at + 1 < m_source.size()
            && m_source.at(m_at + 1).isLowSurrogate();
        const uint code = isPair ? QChar::surrogateToUcs4(character, m_source.at(m_at + 1))
                                 : uint(character.unicode());
        if (isPlain(code)) {
            m_text += QChar::fromUcs4(code);
        }
        m_at += isPair ? 2 : 1;
    }

    /// White space as HTML has it: of no account but where a block begins or ends.
    [[nodiscard]] QString inOrder() const
    {
        const QString bullet = QStringLiteral("•");
        QString result;
        bool isParagraph = false;
        bool isItem = false;
        const QStringList lines =
            QString(m_text)
                .replace(paragraphMark, QString(lineMark) + paragraphMark + lineMark)
                .split(lineMark);
        for (const QString &line : lines) {
            QString words = line.simplified();
            isParagraph = isParagraph || line.contains(paragraphMark);
            isItem = isItem || words.startsWith(bullet);
            if (words.isEmpty() || words == bullet) {
                continue;
            }
            if (isItem && !words.startsWith(bullet)) {
                words.prepend(bullet + QLatin1Char(' '));
            }
            if (!result.isEmpty()) {
                result += isParagraph && !isItem ? QStringLiteral("\n\n") : QStringLiteral("\n");
            }
            result += words;
            isParagraph = false;
            isItem = false;
        }
        return result;
    }

    const QString &m_source;
    QString m_text;
    QString m_address; ///< of the link that is open
    qsizetype m_linkStart = 0;
    qsizetype m_at = 0;
    bool m_hasTags = false;
};

} // namespace

QString htmlText(const QString &foreign)
{
    return HtmlReader(foreign).read();
}

} // namespace pierhead::catalog
