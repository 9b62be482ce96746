#!/bin/sh
# A script among the host's programs: it calls its sibling.
exec "$(dirname "$0")/lab" report script "$@"
