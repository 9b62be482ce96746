_docker_extension() {
    local out line
    out=$(docker-extension __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null) || return
    COMPREPLY=()
    while IFS= read -r line; do
        [[ $line == :* ]] || COMPREPLY+=("$(printf '%q' "${line%%$'\t'*}")")
    done <<<"$out"
    if [[ ${out##*:} == 0 ]]; then
        compopt -o filenames 2>/dev/null
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
    fi
}
complete -F _docker_extension docker-extension
