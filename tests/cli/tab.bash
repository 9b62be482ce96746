# The settings of an interactive bash on a pseudo terminal, with completion as in Debian's ~/.bashrc: Tab puts every match into
# the line, Ctrl+O prints the line and ends the shell. Where TAB_SOURCE is a command, what it prints is sourced.
#   bash --noprofile --rcfile tab.bash -i
unset HISTFILE
source /usr/share/bash-completion/bash_completion || exit
if [[ -n ${TAB_SOURCE:-} ]]; then
    source <($TAB_SOURCE)
fi
print-line() {
    printf '<<%s>>\n' "$READLINE_LINE"
    exit
}
bind '"\t": insert-completions'
bind -x '"\C-o": print-line'
PS1='ready> '
