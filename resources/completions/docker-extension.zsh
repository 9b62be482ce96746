#compdef docker-extension
_docker-extension() {
    local out line word
    local -a candidates
    out=$(docker-extension __complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null) || return
    # The candidates are for the value alone.
    [[ $PREFIX == --*=* ]] && compset -P '*='
    for line in ${(f)out}; do
        [[ $line == :* ]] && continue
        word=${line%%$'\t'*}
        if [[ $line == *$'\t'* ]]; then
            candidates+=("${word//:/\\:}:${line#*$'\t'}")
        else
            candidates+=("${word//:/\\:}")
        fi
    done
    _describe 'docker-extension' candidates
    [[ ${out##*:} != 0 ]] || _files
}
# The file is a function of this name when it is in a folder of $fpath.
if [[ $funcstack[1] == _docker-extension ]]; then
    _docker-extension
else
    compdef _docker-extension docker-extension
fi
