#pragma once

#include <QByteArray>

#include <algorithm>
#include <string_view>

/// The small grammar of HTTP (RFC 9110) that keeps one request from becoming more.
namespace pierhead::httpsyntax {

/// A method, or the name of a header.
[[nodiscard]] inline bool isToken(const QByteArray &text)
{
    static constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.cbegin(), text.cend(), [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z')
            || (letter >= 'a' && letter <= 'z') || others.find(letter) != std::string_view::npos;
    });
}

/// Whether all that is ASCII is printable, from `first` on: ' ' for the value of a header.
[[nodiscard]] inline bool isPrintable(const QByteArray &text, char first)
{
    static constexpr char lastControl = 0x7f;
    return std::all_of(text.cbegin(), text.cend(), [first](char letter) {
        return letter < 0 || (letter >= first && letter != lastControl);
    });
}

} // namespace pierhead::httpsyntax
