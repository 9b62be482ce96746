#pragma once

#include <host/base/result.h>

#include <QString>

namespace pierhead::scaffold {

/// What is asked about an extension that is to be made.
struct Answers
{
    QString title;
    QString description;
    QString vendor;
    QString image; ///< with its tag: "org/name:0.1.0"

    /// What is taken where nothing is said, by the name of the folder.
    [[nodiscard]] static Answers defaultsFor(const QString &folder);
};

// An answer as it is used, or InvalidArgument with what is wrong with it.

/// One line without the word "extension", which `validate` refuses.
[[nodiscard]] Result<QString> checkedTitle(const QString &text);
/// One line; `what` is what it is called: "The vendor".
[[nodiscard]] Result<QString> checkedLine(const QString &what, const QString &text);
/// An image's name; the first version for a tag where there is none.
[[nodiscard]] Result<QString> checkedImage(const QString &text);

/// All of them checked.
[[nodiscard]] Result<Answers> checkedAnswers(const Answers &answers);

} // namespace pierhead::scaffold
