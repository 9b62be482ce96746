function __docker_extension
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -l out (docker-extension __complete $words[2..-1] (commandline --current-token --cut-at-cursor) 2>/dev/null)
    for line in $out
        string match --quiet ':*' -- $line; or echo $line
    end
    if test "$out[-1]" = :0
        __fish_complete_path (commandline --current-token)
    end
end
complete --command docker-extension --no-files --arguments '(__docker_extension)'
