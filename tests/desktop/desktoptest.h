#pragma once

#include "installedextensions.h"

#include <app/desktop/application.h>

#include <guardedtest.h>

namespace pierhead::test {

/// What the tests of the window share: the real window in a home of its own, and pictures of it.
class DesktopTest : public GuardedTest
{
    Q_OBJECT

protected:
    /// The window on an engine at `address`, started.
    [[nodiscard]] static std::unique_ptr<desktop::Application> open(const QString &address,
                                                                    QSize size = {1200, 800});

    /// Writes build/<preset>/pictures/<name>.png, for people to look at.
    static void picture(QWidget &widget, const QString &name);

    /// The visible child with that object name, or null.
    template <typename T>
    [[nodiscard]] static T *visible(QWidget &parent, const QString &name)
    {
        for (T *found : parent.findChildren<T *>(name)) {
            if (found->isVisible()) {
                return found;
            }
        }
        return nullptr;
    }
};

} // namespace pierhead::test
