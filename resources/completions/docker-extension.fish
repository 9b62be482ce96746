function __docker_extension
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -l begun (commandline --current-token --cut-at-cursor | string trim --left --chars "\"'")
    set -l out (docker-extension __complete $words[2..-1] $begun 2>/dev/null)
    for line in $out
        string match --quiet ':*' -- $line; or echo $line
    end
    if test "$out[-1]" = :0
        __fish_complete_path (commandline --current-token)
    end
end
complete --command docker-extension --no-files --arguments '(__docker_extension)'
