#include "imagelabels.h"

#include <host/base/json.h>

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>
#include <functional>

namespace pierhead::extensions {

namespace {

/// Says what is wrong with a value that is not empty, or nothing.
using Check = std::function<QString(const QString &)>;

struct LabelRule
{
    QString name;
    Fault::Severity whenAbsent = Fault::Severity::Warning;
    QString purpose; ///< said when it is absent
    Check check;
    Fault::Severity whenMalformed = Fault::Severity::Error;
};

QString anyText(const QString & /*value*/)
{
    return {};
}

QString titleCheck(const QString &title)
{
    if (title.contains(QStringLiteral("extension"), Qt::CaseInsensitive)) {
        return QStringLiteral("a title does without the word \"extension\", and this one has it");
    }
    return {};
}

QString apiVersionCheck(const QString &constraint)
{
    if (!isApiVersionWellFormed(constraint)) {
        return QStringLiteral("expected a version or a constraint such as \">= 0.3.4\"");
    }
    return {};
}

bool isWebAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    return url.isValid() && !url.host().isEmpty()
        && (scheme == QLatin1String("https") || scheme == QLatin1String("http"));
}

QString urlCheck(const QString &text)
{
    return isWebAddress(text) ? QString() : QStringLiteral("expected an http or https URL");
}

/// A JSON array of objects that have `text` and a URL.
QString urlListCheck(const QString &label, const char *text)
{
    const QString expected =
        QStringLiteral("expected a JSON array such as [{\"%1\": \"…\", \"url\": \"https://…\"}]")
            .arg(QString::fromLatin1(text));
    const Result<nlohmann::json> list = json::parse(label.toUtf8());
    if (!list || !list->is_array()) {
        return expected;
    }
    for (std::size_t index = 0; index < list->size(); ++index) {
        const nlohmann::json &entry = list->at(index);
        const auto has = [&entry](const char *key) {
            return entry.is_object() && entry.contains(key) && entry.at(key).is_string();
        };
        if (!has(text) || !has("url")) {
            return QStringLiteral("/%1: %2").arg(index).arg(expected);
        }
        if (!isWebAddress(entry.at("url").get<QString>())) {
            return QStringLiteral("/%1/url: expected an http or https URL").arg(index);
        }
    }
    return {};
}

QString accountCheck(const QString &text)
{
    return text == QLatin1String("required") ? QString()
                                             : QStringLiteral("expected \"required\" or nothing");
}

QString categoriesCheck(const QString &text)
{
    static const QStringList known{
        QStringLiteral("ci-cd"),
        QStringLiteral("container-orchestration"),
        QStringLiteral("cloud-deployment"),
        QStringLiteral("cloud-development"),
        QStringLiteral("database"),
        QStringLiteral("kubernetes"),
        QStringLiteral("networking"),
        QStringLiteral("image-registry"),
        QStringLiteral("security"),
        QStringLiteral("testing-tools"),
        QStringLiteral("utility-tools"),
        QStringLiteral("volumes"),
    };
    const QStringList given = text.split(QLatin1Char(','));
    for (const QString &category : given) {
        if (!known.contains(category.trimmed())) {
            return QStringLiteral("\"%1\" is none of the categories %2")
                .arg(category.trimmed(), known.join(QStringLiteral(", ")));
        }
    }
    return {};
}

const std::array<LabelRule, 12> &rules()
{
    using Severity = Fault::Severity;
    const auto oci = [](const char *name) {
        return QStringLiteral("org.opencontainers.image.") + QString::fromLatin1(name);
    };
    const auto docker = [](const char *name) {
        return QStringLiteral("com.docker.extension.") + QString::fromLatin1(name);
    };
    const auto listOf = [](const char *text) {
        return [text](const QString &label) {
            return urlListCheck(label, text);
        };
    };
    static const std::array<LabelRule, 12> all{{
        {oci("title"), Severity::Error, QStringLiteral("the name people see"), titleCheck},
        {oci("description"), Severity::Error, QStringLiteral("one sentence"), anyText},
        {oci("vendor"), Severity::Error, QStringLiteral("who provides it"), anyText},
        {QStringLiteral("com.docker.desktop.extension.api.version"),
         Severity::Error,
         QStringLiteral("the version of the API it needs, such as \">= 0.3.4\""),
         apiVersionCheck,
         Severity::Warning},
        {QStringLiteral("com.docker.desktop.extension.icon"),
         Severity::Warning,
         QStringLiteral("the URL of a picture"),
         urlCheck},
        {docker("screenshots"),
         Severity::Warning,
         QStringLiteral("pictures of its page"),
         listOf("alt")},
        {docker("detailed-description"),
         Severity::Warning,
         QStringLiteral("the text of its details page"),
         anyText},
        {docker("publisher-url"),
         Severity::Warning,
         QStringLiteral("the web site of its publisher"),
         urlCheck},
        {docker("additional-urls"),
         Severity::Warning,
         QStringLiteral("links to documentation and support"),
         listOf("title")},
        {docker("changelog"), Severity::Warning, QStringLiteral("what is new in it"), anyText},
        {docker("categories"),
         Severity::Warning,
         QStringLiteral("what it is found under, such as \"database\""),
         categoriesCheck,
         Severity::Warning},
        {docker("account-info"), Severity::Warning, {}, accountCheck},
    }};
    return all;
}

} // namespace

std::vector<Fault> labelFaults(const engine::Labels &labels)
{
    std::vector<Fault> faults;
    for (const LabelRule &rule : rules()) {
        const auto found = labels.find(rule.name);
        const QString value = found == labels.end() ? QString() : found->trimmed();
        if (!value.isEmpty()) {
            if (const QString problem = rule.check(value); !problem.isEmpty()) {
                faults.emplace_back(rule.whenMalformed, rule.name, problem);
            }
            continue;
        }
        if (rule.purpose.isEmpty()) {
            continue;
        }
        const QString state =
            found == labels.end() ? QStringLiteral("is missing") : QStringLiteral("is empty");
        const QString kind = rule.whenAbsent == Fault::Severity::Error
            ? QStringLiteral("the mandatory image label ")
            : QStringLiteral("the image label ");
        faults.emplace_back(rule.whenAbsent,
                            rule.name,
                            QStringLiteral("%1%2; expected: %3").arg(kind, state, rule.purpose));
    }
    return faults;
}

} // namespace pierhead::extensions
