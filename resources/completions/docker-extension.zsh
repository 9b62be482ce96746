#compdef docker-extension
_docker_extension() {
    local out line word
    local -a candidates
    out=$(docker-extension __complete "${(@)words[2,CURRENT]}" 2>/dev/null) || return
    while IFS= read -r line; do
        [[ $line == :* ]] && continue
        word=${line%%$'\t'*}
        if [[ $line == *$'\t'* ]]; then
            candidates+=("${word//:/\\:}:${line#*$'\t'}")
        else
            candidates+=("${word//:/\\:}")
        fi
    done <<<"$out"
    _describe 'docker-extension' candidates
    [[ ${out##*:} != 0 ]] || _files
}
if [[ $funcstack[1] == _docker_extension ]]; then
    _docker_extension
else
    compdef _docker_extension docker-extension
fi
