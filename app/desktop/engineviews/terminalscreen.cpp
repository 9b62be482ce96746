#include "terminalscreen.h"

#include <QHash>

#include <algorithm>
#include <deque>
#include <vterm.h>

namespace pierhead::desktop {

namespace {

using StoredLine = std::vector<VTermScreenCell>;

/// The cell right of a wide character has this in place of one.
constexpr auto rightHalf = static_cast<uint32_t>(-1);

struct Deleter
{
    void operator()(VTerm *terminal) const { vterm_free(terminal); }
};

TerminalColor colorOf(const VTermColor &color)
{
    using Kind = TerminalColor::Kind;
    if (VTERM_COLOR_IS_DEFAULT_FG(&color) || VTERM_COLOR_IS_DEFAULT_BG(&color)) {
        return {};
    }
    if (VTERM_COLOR_IS_INDEXED(&color)) {
        return {Kind::Indexed, color.indexed.idx};
    }
    return {Kind::Exact, qRgb(color.rgb.red, color.rgb.green, color.rgb.blue)};
}

TerminalCell cellOf(const VTermScreenCell &cell)
{
    TerminalCell result;
    result.width = cell.chars[0] == rightHalf ? 0 : cell.width;
    for (const uint32_t character : cell.chars) {
        if (character == 0 || character == rightHalf) {
            break;
        }
        const auto code = static_cast<char32_t>(character);
        result.text += QString::fromUcs4(&code, 1);
    }
    result.foreground = colorOf(cell.fg);
    result.background = colorOf(cell.bg);
    result.isBold = cell.attrs.bold != 0;
    result.isItalic = cell.attrs.italic != 0;
    result.isUnderlined = cell.attrs.underline != 0;
    result.isStruck = cell.attrs.strike != 0;
    result.isReversed = cell.attrs.reverse != 0;
    return result;
}

VTermModifier modifierOf(Qt::KeyboardModifiers modifiers)
{
    int result = VTERM_MOD_NONE;
    const auto add = [modifiers, &result](Qt::KeyboardModifier modifier, VTermModifier wanted) {
        if (modifiers.testFlag(modifier)) {
            result |= wanted;
        }
    };
    add(Qt::ShiftModifier, VTERM_MOD_SHIFT);
    add(Qt::AltModifier, VTERM_MOD_ALT);
    add(Qt::ControlModifier, VTERM_MOD_CTRL);
    return static_cast<VTermModifier>(result);
}

VTermKey keyOf(int key)
{
    static const QHash<int, VTermKey> keys{{Qt::Key_Return, VTERM_KEY_ENTER},
                                           {Qt::Key_Enter, VTERM_KEY_ENTER},
                                           {Qt::Key_Tab, VTERM_KEY_TAB},
                                           {Qt::Key_Backtab, VTERM_KEY_TAB},
                                           {Qt::Key_Backspace, VTERM_KEY_BACKSPACE},
                                           {Qt::Key_Escape, VTERM_KEY_ESCAPE},
                                           {Qt::Key_Up, VTERM_KEY_UP},
                                           {Qt::Key_Down, VTERM_KEY_DOWN},
                                           {Qt::Key_Left, VTERM_KEY_LEFT},
                                           {Qt::Key_Right, VTERM_KEY_RIGHT},
                                           {Qt::Key_Insert, VTERM_KEY_INS},
                                           {Qt::Key_Delete, VTERM_KEY_DEL},
                                           {Qt::Key_Home, VTERM_KEY_HOME},
                                           {Qt::Key_End, VTERM_KEY_END},
                                           {Qt::Key_PageUp, VTERM_KEY_PAGEUP},
                                           {Qt::Key_PageDown, VTERM_KEY_PAGEDOWN}};
    if (key >= Qt::Key_F1 && key <= Qt::Key_F12) {
        return static_cast<VTermKey>(VTERM_KEY_FUNCTION_0 + key - Qt::Key_F1 + 1);
    }
    return keys.value(key, VTERM_KEY_NONE);
}

} // namespace

struct TerminalScreen::Private
{
    std::unique_ptr<VTerm, Deleter> terminal;
    VTermScreen *screen = nullptr;
    std::deque<StoredLine> history;
    QByteArray answer; ///< to be told by input()
    VTermPos cursor{0, 0};
    bool isCursorVisible = true;

    static Private &of(void *user) { return *static_cast<Private *>(user); }

    static int cursorMoved(VTermPos position, VTermPos /*before*/, int /*visible*/, void *user)
    {
        of(user).cursor = position;
        return 1;
    }

    static int propertyChanged(VTermProp property, VTermValue *value, void *user)
    {
        if (property == VTERM_PROP_CURSORVISIBLE) {
            of(user).isCursorVisible = value->boolean != 0;
        }
        return 1;
    }

    static int linePushed(int columns, const VTermScreenCell *cells, void *user)
    {
        std::deque<StoredLine> &lines = of(user).history;
        lines.emplace_back(cells, cells + columns);
        if (lines.size() > longestHistory) {
            lines.pop_front();
        }
        return 1;
    }

    /// The screen has become higher: the last line comes back.
    static int linePopped(int columns, VTermScreenCell *cells, void *user)
    {
        std::deque<StoredLine> &lines = of(user).history;
        if (lines.empty()) {
            return 0;
        }
        StoredLine &line = lines.back();
        VTermScreenCell blank{};
        blank.width = 1;
        blank.fg.type = VTERM_COLOR_DEFAULT_FG;
        blank.bg.type = VTERM_COLOR_DEFAULT_BG;
        line.resize(static_cast<std::size_t>(columns), blank);
        std::copy(line.begin(), line.end(), cells);
        lines.pop_back();
        return 1;
    }

    static void written(const char *bytes, size_t count, void *user)
    {
        of(user).answer.append(bytes, static_cast<qsizetype>(count));
    }

    static const VTermScreenCallbacks &callbacks()
    {
        // Members that later versions have more of stay empty.
        static const VTermScreenCallbacks all = [] {
            VTermScreenCallbacks made{};
            made.movecursor = &cursorMoved;
            made.settermprop = &propertyChanged;
            made.sb_pushline = &linePushed;
            made.sb_popline = &linePopped;
            return made;
        }();
        return all;
    }
};

TerminalScreen::TerminalScreen(backend::TerminalSize size, QObject *parent)
    : QObject(parent)
    , m_private(std::make_unique<Private>())
{
    m_private->terminal.reset(vterm_new(size.rows, size.columns));
    VTerm *terminal = m_private->terminal.get();
    vterm_set_utf8(terminal, 1);
    vterm_output_set_callback(terminal, &Private::written, m_private.get());
    m_private->screen = vterm_obtain_screen(terminal);
    vterm_screen_set_callbacks(m_private->screen, &Private::callbacks(), m_private.get());
    vterm_screen_enable_altscreen(m_private->screen, 1);
    vterm_screen_reset(m_private->screen, 1);
}

TerminalScreen::~TerminalScreen() = default;

void TerminalScreen::take(const QByteArray &output)
{
    vterm_input_write(
        m_private->terminal.get(), output.constData(), static_cast<size_t>(output.size()));
    flush();
    Q_EMIT changed();
}

void TerminalScreen::resize(backend::TerminalSize size)
{
    if (size == this->size()) {
        return;
    }
    vterm_set_size(m_private->terminal.get(), size.rows, size.columns);
    flush();
    Q_EMIT changed();
}

void TerminalScreen::reset()
{
    vterm_screen_reset(m_private->screen, 1);
    m_private->history.clear();
    m_private->answer.clear();
    Q_EMIT changed();
}

backend::TerminalSize TerminalScreen::size() const
{
    int rows = 0;
    int columns = 0;
    vterm_get_size(m_private->terminal.get(), &rows, &columns);
    return {static_cast<quint16>(columns), static_cast<quint16>(rows)};
}

int TerminalScreen::historyCount() const
{
    return static_cast<int>(m_private->history.size());
}

TerminalLine TerminalScreen::line(int number) const
{
    TerminalLine line;
    const int row = number - historyCount();
    if (row < 0) {
        for (const VTermScreenCell &cell :
             m_private->history.at(static_cast<std::size_t>(number))) {
            line.push_back(cellOf(cell));
        }
        return line;
    }
    for (int column = 0; column < size().columns; ++column) {
        VTermScreenCell cell{};
        vterm_screen_get_cell(m_private->screen, {row, column}, &cell);
        line.push_back(cellOf(cell));
    }
    return line;
}

QString TerminalScreen::text(int number) const
{
    QString text;
    for (const TerminalCell &cell : line(number)) {
        if (cell.width > 0) {
            text += cell.text.isEmpty() ? QStringLiteral(" ") : cell.text;
        }
    }
    while (text.endsWith(QLatin1Char(' '))) {
        text.chop(1);
    }
    return text;
}

int TerminalScreen::cursorLine() const
{
    return historyCount() + m_private->cursor.row;
}

int TerminalScreen::cursorColumn() const
{
    return m_private->cursor.col;
}

bool TerminalScreen::isCursorVisible() const
{
    return m_private->isCursorVisible;
}

void TerminalScreen::type(const QString &text, Qt::KeyboardModifiers modifiers)
{
    // The text of Ctrl+C is the control character itself, as programs expect it.
    const QByteArray bytes = text.toUtf8();
    m_private->answer += modifiers.testFlag(Qt::AltModifier) ? '\x1b' + bytes : bytes;
    flush();
}

bool TerminalScreen::press(int key, Qt::KeyboardModifiers modifiers)
{
    const VTermKey special = keyOf(key);
    if (special == VTERM_KEY_NONE) {
        return false;
    }
    vterm_keyboard_key(m_private->terminal.get(), special, modifierOf(modifiers));
    flush();
    return true;
}

void TerminalScreen::paste(const QString &text)
{
    // Line ends are those of the Return key; an escape could end the paste and be a command.
    QString clean = text;
    clean.replace(QStringLiteral("\r\n"), QStringLiteral("\r"));
    clean.replace(QLatin1Char('\n'), QLatin1Char('\r'));
    clean.remove(QChar(0x1b));
    vterm_keyboard_start_paste(m_private->terminal.get());
    m_private->answer += clean.toUtf8();
    vterm_keyboard_end_paste(m_private->terminal.get());
    flush();
}

void TerminalScreen::flush()
{
    vterm_screen_flush_damage(m_private->screen);
    const QByteArray bytes = std::exchange(m_private->answer, {});
    if (!bytes.isEmpty()) {
        Q_EMIT input(bytes);
    }
}

} // namespace pierhead::desktop
