#pragma once

#include "fault.h"

#include <host/engine/enginetypes.h>

#include <vector>

namespace pierhead::extensions {

/// The labels of contract 1.2. Texts are plain and untrusted: never shown as HTML.
struct ImageLabels
{
    QString title;
    QString description;
    QString vendor;
    QString apiVersion;
    QString icon;
    QString detailedDescription;
    QString publisherUrl;
    QString changelog;

    [[nodiscard]] static ImageLabels from(const engine::Labels &labels);

    /// The title in kebab case ("HelloBackend" → "hello-backend"); empty without a title (design,
    /// decision 14).
    [[nodiscard]] QString name() const;
};

/// What `validate` finds: all labels are required that contract 1.2 requires, and well-formed.
[[nodiscard]] std::vector<Fault> labelFaults(const engine::Labels &labels);

/// Whether an extension that asks for `constraint` may run here (contract 1.2: a bare version means
/// "at least", an unparsable one is let through).
[[nodiscard]] bool isApiVersionSupported(const QString &constraint);

} // namespace pierhead::extensions
