#pragma once

#include "theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace pierhead::desktop {

/// What can be done with a view of logs: search, follow, time stamps, wrapped lines.
class LogToolbar final : public QWidget
{
    Q_OBJECT

public:
    LogToolbar(const Theme &theme, QWidget *parent);

    /// The switches under the search, where there is no room beside it.
    void setCompact(bool compact);
    /// How many lines have what is searched for.
    void setMatches(int matches);
    void setFollowing(bool isFollowing);
    /// Puts the cursor into the search field.
    void startSearch();
    /// Empties the search field; false where it is empty already.
    bool clearSearch();

Q_SIGNALS:
    void searchChanged(const QString &text);
    void nextRequested(bool isBackward);
    void followingChanged(bool isFollowing);
    void timesShownChanged(bool areShown);
    void wrappingChanged(bool isWrapping);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QBoxLayout *m_layout;
    QLineEdit *m_search;
    QLabel *m_matches;
    QToolButton *m_previous;
    QToolButton *m_next;
    QCheckBox *m_follow;
    QCheckBox *m_times;
    QCheckBox *m_wrap;
};

} // namespace pierhead::desktop
