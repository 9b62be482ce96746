# Presses Tab behind a line in an interactive zsh on a pseudo terminal, and prints the line with every match put into it.
#   zsh -f tab.zsh <folder of completion functions> <line>
if [[ -o interactive ]]; then
    fpath=($TAB_FOLDER $fpath)
    autoload -Uz compinit
    compinit -u -D
    insert-all() { compstate[insert]=all compstate[list]= }
    tab() {
        BUFFER=$TAB_LINE CURSOR=$#TAB_LINE
        comppostfuncs=(insert-all)
        zle complete-word
        print -r -- "<<$BUFFER>>"
        exit
    }
    zle -N zle-line-init tab
else
    zmodload zsh/zpty || exit
    export TAB_FOLDER=$1 TAB_LINE=$2
    zpty shell zsh -f -i
    zpty -w shell "source ${(q)0:A}"
    while zpty -r shell text; do
        output+=$text
    done
    print -r -- ${${output##*<<}%%>>*}
fi
