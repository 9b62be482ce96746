#pragma once

#include "answers.h"

#include <QStringList>

namespace pierhead::scaffold {

/// The names of the templates, the one that is taken unless another is named first.
[[nodiscard]] QStringList templateNames();

/// Whether an extension can be made in the folder: Conflict where it is a file or holds something.
[[nodiscard]] Result<void> checkFolder(const QString &folder);

/// Writes the files of an extension into the folder, which is made where it is not there. The
/// answers are checkedAnswers(). After an error nothing of it is left.
[[nodiscard]] Result<void>
writeExtension(const QString &templateName, const Answers &answers, const QString &folder);

} // namespace pierhead::scaffold
