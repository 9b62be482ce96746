#include "schemavalidator.h"

#include "expectationtext.h"

#include <QFile>

// Else it aborts.
#define VALIJSON_USE_EXCEPTIONS 1
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <algorithm>
#include <string>

namespace pierhead::extensions {

namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;
using Path = std::vector<std::string>;

/// valijson's context is "<root>", "[key]", "[0]", …
Path pathOf(const Path &context)
{
    Path path;
    std::for_each(context.cbegin() + 1, context.cend(), [&path](const std::string &part) {
        path.push_back(part.substr(1, part.size() - 2));
    });
    return path;
}

QString pointerTo(const Path &path)
{
    QString pointer;
    for (const std::string &part : path) {
        pointer += QLatin1Char('/')
            + QString::fromStdString(part)
                  .replace(QLatin1Char('~'), QStringLiteral("~0"))
                  .replace(QLatin1Char('/'), QStringLiteral("~1"));
    }
    return pointer;
}

/// What the schema says about the place; empty where it says nothing.
QString expectationAt(const nlohmann::json &schema, const Path &path)
{
    const nlohmann::json *node = &schema;
    for (const std::string &part : path) {
        if (node->contains("properties") && node->at("properties").contains(part)) {
            node = &node->at("properties").at(part);
        } else if (node->contains("items")) {
            node = &node->at("items");
        } else {
            return {};
        }
        if (node->contains("$ref")) {
            const auto reference = node->at("$ref").get<std::string>();
            node = &schema.at(nlohmann::json::json_pointer(reference.substr(1)));
        }
    }
    return json::fieldOr(*node, "description", QString());
}

/// The name in "Missing required property 'name'."; empty for other sentences.
std::string missingProperty(const std::string &description)
{
    const std::string start = "Missing required property '";
    if (description.rfind(start, 0) != 0) {
        return {};
    }
    return description.substr(start.size(), description.rfind('\'') - start.size());
}

/// Whether it only repeats that something further down, or in a branch, failed.
bool isConsequence(const std::string &description)
{
    return description.rfind("Failed to validate", 0) == 0;
}

Fault faultOf(const valijson::ValidationResults::Error &error, const nlohmann::json &schema)
{
    Path path = pathOf(error.context);
    const std::string missing = missingProperty(error.description);
    if (!missing.empty()) {
        path.push_back(missing);
    }
    const QString expectation = expectationAt(schema, path);
    const Text what = expectation.isEmpty()
        ? Text(QString::fromStdString(error.description))
        : Text::english("expected %1").arg(expectationText(expectation));
    return {Fault::Severity::Error,
            pointerTo(path),
            missing.empty() ? what : Text::english("is missing; %1").arg(what)};
}

} // namespace

std::vector<Fault> schemaFaults(const nlohmann::json &document, const nlohmann::json &schema)
{
    std::vector<Fault> faults;
    valijson::ValidationResults results;
    try {
        valijson::Schema compiled;
        valijson::SchemaParser().populateSchema(Adapter(schema), compiled);
        valijson::Validator().validate(compiled, Adapter(document), &results);
        for (const valijson::ValidationResults::Error &error : results) {
            if (!isConsequence(error.description)) {
                faults.push_back(faultOf(error, schema));
            }
        }
    } catch (const std::exception &exception) {
        faults.push_back({Fault::Severity::Error,
                          {},
                          Text::english("could not be compared with the schema: %1")
                              .arg(json::describe(exception).text())});
    }
    const auto isSamePlace = [](const Fault &one, const Fault &other) {
        return one.where == other.where;
    };
    faults.erase(std::unique(faults.begin(), faults.end(), isSamePlace), faults.end());
    return faults;
}

Result<nlohmann::json> builtInSchema(const QString &name)
{
    QFile file(QStringLiteral(":/pierhead/schemas/%1.schema.json").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io, Text::english("The program was built without its schema."));
    }
    return json::parse(file.readAll());
}

} // namespace pierhead::extensions
