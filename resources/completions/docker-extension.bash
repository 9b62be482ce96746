_docker_extension() {
    local out line word last current=${COMP_WORDS[COMP_CWORD]}
    local -a words=()
    # bash takes --name=value apart at the sign, and completes what is behind it.
    for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        last=$((${#words[@]} - 1))
        if ((last >= 0)) && [[ ${words[last]} == --* && ($word == '=' || ${words[last]} == *=) ]]; then
            words[last]+=$word
        else
            words+=("$word")
        fi
    done
    [[ $current == '=' ]] && current=
    out=$(docker-extension __complete "${words[@]}" 2>/dev/null) || return
    COMPREPLY=()
    while IFS= read -r line; do
        [[ $line == :* ]] || COMPREPLY+=("$(printf '%q' "${line%%$'\t'*}")")
    done <<<"$out"
    if [[ ${out##*:} == 0 ]]; then
        compopt -o filenames 2>/dev/null
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$current")
    fi
}
complete -F _docker_extension docker-extension
