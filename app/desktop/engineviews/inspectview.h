#pragma once

#include <app/desktop/theme.h>

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace pierhead::desktop {

class JsonHighlighter;

/// What an engine knows of something, as JSON that can be read, searched and copied.
class InspectView final : public QWidget
{
    Q_OBJECT

public:
    InspectView(const Theme &theme, QWidget *parent);

    /// Where it is another text; what is in sight stays there.
    void setText(const QString &json);
    /// Puts the cursor into the search field.
    void startSearch();
    /// Empties the search field; false where it is empty already.
    bool clearSearch();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search(const QString &text);
    void findNext(bool isBackward);

    QLineEdit *m_search;
    QLabel *m_matches;
    QPlainTextEdit *m_text;
    JsonHighlighter *m_highlighter;
};

} // namespace pierhead::desktop
