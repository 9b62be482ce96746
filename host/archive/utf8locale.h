#pragma once

#include <clocale>
#include <locale.h> // NOLINT(modernize-deprecated-headers): POSIX adds to it

namespace pierhead::archive {

/// While it lives, names are UTF-8 in this thread whatever the user's language settings are:
/// libarchive converts names to those.
class Utf8Locale final
{
public:
    Utf8Locale()
        : m_locale(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr))
        , m_former(m_locale != nullptr ? uselocale(m_locale) : nullptr)
    { }

    ~Utf8Locale()
    {
        if (m_locale != nullptr) {
            uselocale(m_former);
            freelocale(m_locale);
        }
    }

    Utf8Locale(const Utf8Locale &) = delete;
    Utf8Locale &operator=(const Utf8Locale &) = delete;
    Utf8Locale(Utf8Locale &&) = delete;
    Utf8Locale &operator=(Utf8Locale &&) = delete;

private:
    locale_t m_locale;
    locale_t m_former;
};

} // namespace pierhead::archive
