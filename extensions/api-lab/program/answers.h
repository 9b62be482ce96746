#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace lab {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request
{
    std::string method;
    std::string path;                         ///< without the query
    std::string target;                       ///< path and query, as they came
    std::map<std::string, std::string> query; ///< decoded
    Headers headers;
    std::string body;

    [[nodiscard]] std::string value(const std::string &name, const std::string &otherwise) const;
    [[nodiscard]] int number(const std::string &name, int otherwise) const;
};

struct Answer
{
    unsigned status = 200;
    std::string type;
    std::string body;
    Headers headers;
};

/// The path and query of a request's target, taken apart into `request`.
void readTarget(const std::string &target, Request &request);

/// What is answered at once and whole; 404 for a path that there is not.
[[nodiscard]] Answer answerTo(const Request &request);

} // namespace lab
