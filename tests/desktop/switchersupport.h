#pragma once

#include <app/desktop/application.h>
#include <app/desktop/engineswitcher.h>

#include <QPointer>

namespace pierhead::test {

/// Has `home`/docker be the folder of the docker program's settings, empty at first.
void useDockerFolder(const QString &home);

/// Makes a Docker context there; `certificates` is a folder of them, or empty.
void makeDockerContext(const QString &home,
                       const QString &name,
                       const QString &host,
                       const QString &certificates = {});

/// Clicks on the engine's badge; the list that opens, or null.
[[nodiscard]] QPointer<desktop::EngineSwitcher> openSwitcher(desktop::Application &program);

} // namespace pierhead::test
