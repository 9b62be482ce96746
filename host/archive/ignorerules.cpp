#include "ignorerules.h"

#include <QDir>
#include <QFile>
#include <QStringList>

#include <algorithm>

namespace pierhead::archive {

namespace {

/// The pattern's own language as a regular expression for a path or one of the folders it is in.
QString expressionFor(const QString &pattern)
{
    QString expression;
    for (qsizetype index = 0; index < pattern.size(); ++index) {
        const QChar character = pattern.at(index);
        if (character == QLatin1Char('*')) {
            const bool isDeep = pattern.mid(index, 2) == QLatin1String("**");
            if (!isDeep) {
                expression += QStringLiteral("[^/]*");
                continue;
            }
            ++index;
            if (pattern.mid(index + 1, 1) == QLatin1String("/")) {
                ++index;
            }
            expression +=
                index + 1 == pattern.size() ? QStringLiteral(".*") : QStringLiteral("(?:.*/)?");
        } else if (character == QLatin1Char('?')) {
            expression += QStringLiteral("[^/]");
        } else if (character == QLatin1Char('[') || character == QLatin1Char(']')) {
            expression += character;
        } else if (character == QLatin1Char('\\') && index + 1 < pattern.size()) {
            expression += QRegularExpression::escape(QString(pattern.at(++index)));
        } else if (character == QLatin1Char('-') || character == QLatin1Char('^')) {
            // Of a meaning in brackets alone, where it is the same.
            const bool isInBrackets =
                expression.lastIndexOf(QLatin1Char('[')) > expression.lastIndexOf(QLatin1Char(']'));
            expression +=
                isInBrackets ? QString(character) : QRegularExpression::escape(QString(character));
        } else {
            expression += QRegularExpression::escape(QString(character));
        }
    }
    return QStringLiteral("\\A(?:") + expression + QStringLiteral(")(?:/.*)?\\z");
}

/// "./a/", "/a" and "a" are the same pattern.
QString cleaned(const QString &pattern)
{
    QString path = QDir::cleanPath(pattern.trimmed());
    if (path.size() > 1 && path.startsWith(QLatin1Char('/'))) {
        path.remove(0, 1);
    }
    return path;
}

} // namespace

IgnoreRules::IgnoreRules(const QString &text)
{
    QStringList lines = text.split(QLatin1Char('\n'));
    if (lines.first().startsWith(QChar(QChar::ByteOrderMark))) {
        lines.first().remove(0, 1);
    }
    for (const QString &line : lines) {
        if (line.startsWith(QLatin1Char('#'))) {
            continue;
        }
        QString pattern = line.trimmed();
        const bool isException = pattern.startsWith(QLatin1Char('!'));
        pattern = cleaned(isException ? pattern.mid(1) : pattern);
        if (pattern.isEmpty()) {
            continue;
        }
        const QRegularExpression expression(expressionFor(pattern),
                                            QRegularExpression::DotMatchesEverythingOption);
        if (expression.isValid()) {
            m_rules.push_back({expression, isException});
        }
    }
}

Result<IgnoreRules> IgnoreRules::ofFolder(const QString &folder)
{
    QFile file(folder + QStringLiteral("/.dockerignore"));
    if (!file.exists()) {
        return IgnoreRules();
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(
            ErrorCode::Io,
            Text::english("%1 cannot be read: %2.").arg(file.fileName(), file.errorString()));
    }
    return IgnoreRules(QString::fromUtf8(file.readAll()));
}

bool IgnoreRules::isIgnored(const QString &path) const
{
    const auto decisive =
        std::find_if(m_rules.crbegin(), m_rules.crend(), [&path](const Rule &rule) {
            return rule.pattern.match(path).hasMatch();
        });
    return decisive != m_rules.crend() && !decisive->isException;
}

bool IgnoreRules::hasExceptions() const
{
    return std::any_of(
        m_rules.cbegin(), m_rules.cend(), [](const Rule &rule) { return rule.isException; });
}

} // namespace pierhead::archive
