#include "challenge.h"

#include <host/base/httpsyntax.h>

namespace pierhead::registry {

namespace {

/// Reads the header from left to right.
class ChallengeText final
{
public:
    explicit ChallengeText(QByteArray text)
        : m_text(std::move(text))
    { }

    [[nodiscard]] bool isAtEnd() const { return m_position >= m_text.size(); }

    bool take(char wanted)
    {
        if (isAtEnd() || m_text.at(m_position) != wanted) {
            return false;
        }
        ++m_position;
        return true;
    }

    void skipBlanks()
    {
        while (take(' ') || take('\t')) { }
    }

    void skipSeparators()
    {
        while (take(' ') || take('\t') || take(',')) { }
    }

    /// Up to what no token has in it.
    QByteArray token()
    {
        const qsizetype begin = m_position;
        while (!isAtEnd() && httpsyntax::isToken(m_text.mid(m_position, 1))) {
            ++m_position;
        }
        return m_text.mid(begin, m_position - begin);
    }

    /// A token or a quoted string.
    QByteArray value()
    {
        if (!take('"')) {
            return token();
        }
        QByteArray text;
        while (!isAtEnd() && !take('"')) {
            take('\\');
            if (!isAtEnd()) {
                text += m_text.at(m_position++);
            }
        }
        return text;
    }

    void skipOne() { ++m_position; }

private:
    QByteArray m_text;
    qsizetype m_position = 0;
};

} // namespace

QList<Challenge> challengesIn(const QByteArray &header)
{
    QList<Challenge> found;
    ChallengeText text(header);
    text.skipSeparators();
    while (!text.isAtEnd()) {
        const QByteArray name = text.token().toLower();
        text.skipBlanks();
        if (name.isEmpty()) {
            text.skipOne();
        } else if (!text.take('=')) {
            found.append({name, {}});
        } else {
            text.skipBlanks();
            const QByteArray value = text.value();
            if (!found.isEmpty()) {
                found.last().parameters.insert(name, value);
            }
        }
        text.skipSeparators();
    }
    return found;
}

} // namespace pierhead::registry
