function __docker_extension
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -l begun (commandline --current-token --cut-at-cursor | string trim --left --chars "\"'")
    set -l out (docker-extension __complete $words[2..-1] $begun 2>/dev/null)
    # The candidates are for the value alone.
    set -l option (string match --regex -- '^--[^=]*=' $begun)
    for line in $out
        string match --quiet ':*' -- $line; or echo "$option$line"
    end
    if test "$out[-1]" = :0
        set -l path (string replace -- "$option" '' (commandline --current-token))
        for line in (__fish_complete_path $path)
            echo "$option$line"
        end
    end
end
complete --command docker-extension --no-files --arguments '(__docker_extension)'
