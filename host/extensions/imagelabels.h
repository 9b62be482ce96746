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

/// What `validate` finds. Errors: one of title, description, vendor and api.version is missing or
/// empty, the title has the word "extension" in it, or a label is not of its form. Warnings: what
/// only a marketplace's page would need is missing, or empty, as it is in Docker's own samples.
[[nodiscard]] std::vector<Fault> labelFaults(const engine::Labels &labels);

/// The version of the extension API that is offered here, "0.4.2".
[[nodiscard]] QString offeredApiVersion();
/// Whether an extension that asks for `constraint` may run here: "0.3.4" (at least that), ">=
/// 0.2.3",
/// ">= 0.2, < 2.0" (both), "^0.4", "~0.4.1", "0.x", "0.3 || 0.4". What cannot be read is let
/// through, and so is a lone pre-release.
[[nodiscard]] bool isApiVersionSupported(const QString &constraint);
/// Whether it can be read.
[[nodiscard]] bool isApiVersionWellFormed(const QString &constraint);

} // namespace pierhead::extensions
