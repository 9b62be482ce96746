#include "imagereference.h"

#include <QRegularExpression>

namespace pierhead::extensions {

namespace {

constexpr qsizetype longestRepository = 255;

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

bool isDomain(const QString &text)
{
    return matches(text,
                   QStringLiteral("(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
                                  "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*"
                                  "|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?"));
}

bool isPath(const QString &text)
{
    return matches(text,
                   QStringLiteral("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*"
                                  "(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*"));
}

bool isTag(const QString &text)
{
    return matches(text, QStringLiteral("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}"));
}

bool isDigest(const QString &text)
{
    if (text.startsWith(QStringLiteral("sha256:"))) {
        return matches(text, QStringLiteral("sha256:[a-f0-9]{64}"));
    }
    return matches(text,
                   QStringLiteral("[a-zA-Z][a-zA-Z0-9]*(?:[-_+.][a-zA-Z][a-zA-Z0-9]*)*"
                                  ":[0-9a-fA-F]{32,}"));
}

tl::unexpected<Error> refused(const QString &text, const Text &reason)
{
    // The text may be anything, and of any length: it is shown, not trusted.
    const QString shown = QString::fromLatin1(
        text.left(300).toUtf8().toPercentEncoding(" !\"#$&'()*+,/:;<=>?@[\\]^_`{|}~"));
    return failure(
        ErrorCode::InvalidArgument,
        Text::english("\"%1\" is no image reference: %2. An example of one is org/name:1.0.0.")
            .arg(shown, reason));
}

/// Splits "registry/path" as Docker does: the first part is a registry where it cannot be mistaken
/// for a name on Docker Hub.
std::pair<QString, QString> splitRegistry(const QString &name)
{
    const qsizetype slash = name.indexOf(QLatin1Char('/'));
    const QString first = name.left(slash);
    const bool isRegistry = slash >= 0
        && (first.contains(QLatin1Char('.')) || first.contains(QLatin1Char(':'))
            || first == QLatin1String("localhost") || first != first.toLower());
    return isRegistry ? std::pair(first, name.mid(slash + 1)) : std::pair(QString(), name);
}

/// Docker Hub's own images go by their short names, so that one image has one id.
QString familiar(const QString &registry, const QString &path)
{
    if (registry == QLatin1String("docker.io") || registry == QLatin1String("index.docker.io")) {
        const QString library = QStringLiteral("library/");
        return path.startsWith(library) ? path.mid(library.size()) : path;
    }
    return registry.isEmpty() ? path : registry + QLatin1Char('/') + path;
}

} // namespace

Result<ImageReference> ImageReference::parse(const QString &text)
{
    ImageReference reference;
    QString name = text;
    if (const qsizetype at = name.indexOf(QLatin1Char('@')); at >= 0) {
        reference.digest = name.mid(at + 1);
        name.truncate(at);
        if (!isDigest(reference.digest)) {
            return refused(text, Text::english("what follows the @ is no digest"));
        }
    }
    const qsizetype colon = name.lastIndexOf(QLatin1Char(':'));
    if (colon > name.lastIndexOf(QLatin1Char('/'))) {
        reference.tag = name.mid(colon + 1);
        name.truncate(colon);
        if (!isTag(reference.tag)) {
            return refused(text, Text::english("what follows the : is no tag"));
        }
    }
    const auto [registry, path] = splitRegistry(name);
    if (!registry.isEmpty() && !isDomain(registry)) {
        return refused(text, Text::english("its registry is no host name"));
    }
    if (!isPath(path)) {
        return refused(text,
                       isPath(path.toLower())
                           ? Text::english("a repository's name is in lower case")
                           : Text::english("a repository's name is made of a-z, 0-9, and single "
                                           "separators between them"));
    }
    if (name.size() > longestRepository) {
        return refused(text, Text::english("a repository's name has at most 255 characters"));
    }
    if (matches(name, QStringLiteral("[a-f0-9]{64}"))) {
        return refused(text, Text::english("64 hexadecimal digits are an image's id, not a name"));
    }
    reference.repository = familiar(registry, path);
    return reference;
}

ImageReference ImageReference::withDefaultTag() const
{
    ImageReference reference = *this;
    if (tag.isEmpty() && digest.isEmpty()) {
        reference.tag = QStringLiteral("latest");
    }
    return reference;
}

QString ImageReference::registry() const
{
    const QString registry = splitRegistry(repository).first;
    return registry.isEmpty() ? QStringLiteral("docker.io") : registry;
}

QString ImageReference::path() const
{
    const auto [registry, path] = splitRegistry(repository);
    const bool isOfficial = registry.isEmpty() && !path.contains(QLatin1Char('/'));
    return isOfficial ? QStringLiteral("library/") + path : path;
}

QString ImageReference::toString() const
{
    QString text = repository;
    if (!tag.isEmpty()) {
        text += QLatin1Char(':') + tag;
    }
    if (!digest.isEmpty()) {
        text += QLatin1Char('@') + digest;
    }
    return text;
}

} // namespace pierhead::extensions
