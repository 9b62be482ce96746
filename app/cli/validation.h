#pragma once

#include "session.h"

#include <host/extensions/fault.h>

#include <vector>

namespace pierhead::cli {

/// What `validate` is asked for.
struct ValidationRequest
{
    QString subject;
    bool resolvesTag = false; ///< the greatest version of the image's repository is meant
    bool checksApi = false;
    bool installs = false;
    bool runs = false;   ///< which installs it too
    bool isQuiet = true; ///< nothing is printed while it goes on
    QString screenshot;  ///< of the page; empty for none
};

/// One of the things that are looked at, and what is wrong there.
struct ValidationCheck
{
    QString name; ///< "image", "tag", …
    std::vector<extensions::Fault> faults;
};

using ValidationChecks = std::vector<ValidationCheck>;

/// What came of it.
struct Validation
{
    QString subject;     ///< as it is shown: an image's name, or a path
    bool isFile = false; ///< a metadata.json alone
    ValidationChecks checks;

    [[nodiscard]] bool hasErrors() const;
};

/// Does all checks that are asked for. Of an archive or a folder the image is brought to the engine
/// and taken away again, whatever comes of it. An Error is what kept it from being looked at: no
/// such image, a folder that does not build, the engine's. InvalidArgument where the subject is
/// none that this can be asked of.
[[nodiscard]] Task<Result<Validation>> validateSubject(Session session, ValidationRequest request);

} // namespace pierhead::cli
