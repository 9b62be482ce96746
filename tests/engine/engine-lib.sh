# Shared by docker-up, docker-down, podman-up and podman-down; sourced, not run.
#
# An engine lives in namespaces of its own: network (many can run at once), process (ending the first process ends all
# others, containers too) and mount (what it mounts is gone with it, /run is its own, nothing of it is seen outside).
#
# The state folder holds: engine.sock, log, the engine's data, `engine.process` and `watch.process` ("pid start-time").
set -euo pipefail
engine_scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

# The time since boot at which a process started, which with its pid names it for good; empty where it is gone, or has ended
# and only waits for a parent that looks after it.
start_time() {
    sed -E 's/^.*\) //' "/proc/$1/stat" 2>/dev/null | awk '$1 != "Z" { print $20 }' || true
}

record_process() { # file pid
    echo "$2 $(start_time "$2")" >"$1"
}

# Prints the pid that a file records, where that very process still runs.
recorded_process() { # file
    local pid='' started=''
    [[ -f $1 ]] && read -r pid started <"$1" || true
    if [[ -n $pid && -n $started && $(start_time "$pid") == "$started" ]]; then
        echo "$pid"
    fi
}

use_state_folder() { # dir
    [[ $# -ge 1 && $1 == /* ]] || fail "the state folder must be an absolute path"
    ((EUID == 0)) || fail "a private engine needs root"
    state=$1
    socket=$state/engine.sock
    # The socket's path has to fit into 107 bytes.
    ((${#socket} < 100)) || fail "the path is too long for a socket: $socket"
    cgroup=$(basename "$state")
    owner=${2:-}
    [[ $owner != parent ]] || owner=$PPID
}

remove_cgroups() {
    local root
    for root in /sys/fs/cgroup "/sys/fs/cgroup/"*; do
        if [[ -d $root/$cgroup ]]; then
            find "$root/$cgroup" -depth -type d -exec rmdir {} + 2>/dev/null || true
        fi
        # Podman's, where nobody else's containers are in it.
        rmdir "$root"/libpod_parent/conmon "$root"/libpod_parent 2>/dev/null || true
    done
}

# Ends the engine with all it started, and deletes the folder. Fine where there is none.
stop_engine() {
    local watcher engine first i
    watcher=$(recorded_process "$state/watch.process")
    if [[ -n $watcher && $watcher != "$$" ]]; then
        kill -- "-$watcher" 2>/dev/null || true
    fi
    engine=$(recorded_process "$state/engine.process")
    if [[ -n $engine ]]; then
        remove_containers
        first=$(cat "/proc/$engine/task/$engine/children" 2>/dev/null || true)
        [[ -z $first ]] || kill -TERM $first 2>/dev/null || true
        for ((i = 0; i < 100; i++)); do
            [[ -n $(recorded_process "$state/engine.process") ]] || break
            sleep 0.1
        done
        # With the outer process the kernel ends the whole process namespace.
        if [[ -n $(recorded_process "$state/engine.process") ]]; then
            kill -KILL "$engine" 2>/dev/null || true
            while [[ -n $(recorded_process "$state/engine.process") ]]; do sleep 0.05; done
        fi
    fi
    remove_cgroups
    if [[ -d $state ]]; then
        [[ -f $state/engine.process || -z $(ls -A "$state") ]] || fail "$state holds something else; not deleted"
        rm -rf --one-file-system "$state"
    fi
}

# A stopped engine leaves cgroups of running containers behind, so they go first.
remove_containers() {
    local containers
    containers=$(timeout 20 docker -H "unix://$socket" ps --all --quiet 2>/dev/null || true)
    # shellcheck disable=SC2086 # one word each
    [[ -z $containers ]] || timeout 20 docker -H "unix://$socket" rm --force $containers >/dev/null 2>&1 || true
}

# Starts the command as an engine and waits until it answers; then makes the base image. Where there is an owner, the
# engine ends with it, for a suite that is interrupted before its clean-up.
start_engine() { # command...
    local i
    # For what the engine's programs write of their own, as containerd does when it is slow to answer.
    mkdir -p "$state/tmp"
    TMPDIR=$state/tmp setsid unshare --net --pid --mount --fork --kill-child --propagation slave --mount-proc \
        "$engine_scripts/engine-init" "$@" </dev/null >"$state/log" 2>&1 &
    record_process "$state/engine.process" $!
    if [[ -n $owner ]]; then
        setsid bash -c 'tail --pid="$1" -f /dev/null; exec "$2" "$3"' watch "$owner" "$down" "$state" \
            </dev/null >/dev/null 2>&1 &
        record_process "$state/watch.process" $!
    fi
    for ((i = 0; i < 600; i++)); do
        if [[ $(docker_get _ping) == OK ]]; then
            "$engine_scripts/../../packaging/base-image" --host "unix://$socket" alpine:3.15 >>"$state/log" 2>&1 && return
            break
        fi
        [[ -n $(recorded_process "$state/engine.process") ]] || break
        sleep 0.1
    done
    tail -n 30 "$state/log" >&2
    cp "$state/log" "/tmp/$cgroup.log"
    stop_engine
    fail "the engine did not come up; its log is /tmp/$cgroup.log"
}

docker_get() { # path
    curl --silent --max-time 2 --unix-socket "$socket" "http://engine/$1" 2>/dev/null || true
}
